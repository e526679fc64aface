//! The words of dates in the languages of the European Union, and in Norwegian and Welsh.
//!
//! In: a word. Out: the month or the weekday that it names, where it names one alone. Invariant: dates are never read with
//! these words; they only tell what was meant by a text that is no date here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The months, each in the forms that stand in dates; `listopad` is October in one language and November in two.
const MONTHS: [&[&str]; 12] = [
    &["януари", "leden", "ledna", "januar", "jänner", "ιανουάριος", "ιανουαρίου", "enero", "jaanuar", "jaanuari",
      "tammikuu", "tammikuuta", "janvier", "janv", "eanáir", "siječanj", "siječnja", "gennaio", "gen", "ene", "sausis",
      "sausio", "janvāris", "janvāra", "janvārī", "jannar", "januari", "styczeń", "stycznia", "janeiro", "ianuarie",
      "január", "januára", "januarja", "ionawr"],
    &["февруари", "únor", "února", "februar", "φεβρουάριος", "φεβρουαρίου", "febrero", "veebruar", "veebruari",
      "helmikuu", "helmikuuta", "février", "févr", "feabhra", "veljača", "veljače", "február", "februára", "febbraio",
      "vasaris", "vasario", "februāris", "februāra", "februārī", "frar", "februari", "luty", "lutego", "fevereiro",
      "fev", "februarie", "februarja", "chwefror"],
    &["март", "březen", "března", "marts", "märz", "mrz", "maerz", "μάρτιος", "μαρτίου", "marzo", "märts", "märtsi",
      "maaliskuu", "maaliskuuta", "mars", "márta", "ožujak", "ožujka", "március", "kovas", "kovo", "marta", "martā",
      "marzu", "maart", "mrt", "marzec", "marca", "março", "martie", "marec", "mawrth"],
    &["април", "duben", "dubna", "απρίλιος", "απριλίου", "abril", "abr", "aprill", "aprilli", "huhtikuu", "huhtikuuta",
      "avril", "avr", "aibreán", "aibreáin", "travanj", "travnja", "április", "aprile", "balandis", "balandžio",
      "aprīlis", "aprīļa", "aprīlī", "kwiecień", "kwietnia", "aprilie", "apríl", "apríla", "ebrill"],
    &["май", "květen", "května", "maj", "mai", "μάιος", "μαΐου", "mayo", "toukokuu", "toukokuuta", "bealtaine",
      "svibanj", "svibnja", "május", "maggio", "mag", "gegužė", "gegužės", "maijs", "maija", "maijā", "mejju", "mei",
      "maja", "maio", "máj", "mája"],
    &["юни", "červen", "června", "juni", "ιούνιος", "ιουνίου", "junio", "juuni", "kesäkuu", "kesäkuuta", "juin",
      "meitheamh", "meithimh", "lipanj", "lipnja", "június", "giugno", "giu", "birželis", "birželio", "jūnijs",
      "jūnija", "jūnijā", "ġunju", "czerwiec", "czerwca", "junho", "iunie", "jún", "júna", "junij", "junija",
      "mehefin"],
    &["юли", "červenec", "července", "juli", "ιούλιος", "ιουλίου", "julio", "juuli", "heinäkuu", "heinäkuuta",
      "juillet", "juil", "iúil", "srpanj", "srpnja", "július", "luglio", "lug", "liepa", "liepos", "jūlijs", "jūlija",
      "jūlijā", "lulju", "lipiec", "lipca", "julho", "iulie", "júl", "júla", "julij", "julija", "gorffennaf"],
    &["август", "srpen", "srpna", "αύγουστος", "αυγούστου", "agosto", "ago", "elokuu", "elokuuta", "août", "lúnasa",
      "kolovoz", "kolovoza", "augusztus", "rugpjūtis", "rugpjūčio", "augusts", "augusta", "augustā", "awwissu",
      "augustus", "sierpień", "sierpnia", "avgust", "avgusta", "augusti", "awst"],
    &["септември", "září", "σεπτέμβριος", "σεπτεμβρίου", "septiembre", "setiembre", "syyskuu", "syyskuuta",
      "septembre", "rujan", "rujna", "szeptember", "settembre", "set", "rugsėjis", "rugsėjo", "septembris",
      "septembra", "septembrī", "settembru", "wrzesień", "września", "setembro", "septembrie", "medi"],
    &["октомври", "říjen", "října", "oktober", "okt", "οκτώβριος", "οκτωβρίου", "octubre", "oktoober", "oktoobri",
      "lokakuu", "lokakuuta", "octobre", "listopad", "listopada", "október", "októbra", "ottobre", "ott", "spalis",
      "spalio", "oktobris", "oktobra", "oktobrī", "ottubru", "październik", "października", "outubro", "out",
      "octombrie", "hydref"],
    &["ноември", "listopad", "listopada", "listopadu", "νοέμβριος", "νοεμβρίου", "noviembre", "marraskuu",
      "marraskuuta", "novembre", "samhain", "studeni", "studenoga", "studenog", "lapkritis", "lapkričio", "novembris",
      "novembra", "novembrī", "novembru", "novembro", "noiembrie", "tachwedd"],
    &["декември", "prosinec", "prosince", "dezember", "dez", "desember", "δεκέμβριος", "δεκεμβρίου", "diciembre",
      "dic", "detsember", "detsembri", "joulukuu", "joulukuuta", "décembre", "nollaig", "prosinac", "prosinca",
      "dicembre", "gruodis", "gruodžio", "decembris", "decembra", "decembrī", "diċembru", "grudzień", "grudnia",
      "dezembro", "decembrie", "rhagfyr"],
];

/// The weekdays from Monday on.
const WEEKDAYS: [&[&str]; 7] = [
    &["понеделник", "pondělí", "mandag", "montag", "δευτέρα", "lunes", "esmaspäev", "maanantai", "lundi", "luan",
      "ponedjeljak", "hétfő", "lunedì", "pirmadienis", "pirmdiena", "maandag", "poniedziałek", "segunda-feira", "luni",
      "pondelok", "ponedeljek", "måndag"],
    &["вторник", "úterý", "tirsdag", "dienstag", "τρίτη", "martes", "teisipäev", "tiistai", "mardi", "máirt", "utorak",
      "kedd", "martedì", "antradienis", "otrdiena", "dinsdag", "wtorek", "terça-feira", "marți", "utorok", "torek",
      "tisdag"],
    &["сряда", "středa", "onsdag", "mittwoch", "τετάρτη", "miércoles", "kolmapäev", "keskiviikko", "mercredi",
      "céadaoin", "srijeda", "szerda", "mercoledì", "trečiadienis", "trešdiena", "woensdag", "środa", "quarta-feira",
      "miercuri", "streda", "sreda"],
    &["четвъртък", "čtvrtek", "torsdag", "donnerstag", "πέμπτη", "jueves", "neljapäev", "torstai", "jeudi",
      "déardaoin", "četvrtak", "csütörtök", "giovedì", "ketvirtadienis", "ceturtdiena", "donderdag", "czwartek",
      "quinta-feira", "joi", "štvrtok", "četrtek"],
    &["петък", "pátek", "fredag", "freitag", "παρασκευή", "viernes", "reede", "perjantai", "vendredi", "aoine", "petak",
      "péntek", "venerdì", "penktadienis", "piektdiena", "vrijdag", "piątek", "sexta-feira", "vineri", "piatok",
      "petek"],
    &["събота", "sobota", "lørdag", "samstag", "sonnabend", "σάββατο", "sábado", "laupäev", "lauantai", "samedi",
      "satharn", "subota", "szombat", "sabato", "šeštadienis", "sestdiena", "zaterdag", "sâmbătă", "lördag"],
    &["неделя", "neděle", "søndag", "sonntag", "κυριακή", "domingo", "pühapäev", "sunnuntai", "dimanche", "domhnach",
      "nedjelja", "vasárnap", "domenica", "sekmadienis", "svētdiena", "zondag", "niedziela", "duminică", "nedeľa",
      "nedelja", "söndag"],
];

/// Words and abbreviations between the parts of a date, and before a time, that add nothing.
const FILLERS: [&str; 34] = [
    "de", "del", "den", "der", "dem", "am", "le", "la", "il", "el", "em", "do", "da", "di", "a", "alle", "an", "af", "um",
    "kl", "klo", "kell", "m", "d", "g", "г", "r", "roku", "gada", "ob", "ore", "στις", "à", "às",
];

/// Endings of the number of a day: "1er", "1º".
const ORDINALS: [&str; 9] = ["er", "e", "º", "°", "ª", "η", "ος", "ste", "de"];

/// Words behind the hour of a time: "10 Uhr".
const HOURS: [&str; 9] = ["uhr", "uur", "h", "hrs", "hours", "heures", "horas", "óra", "o'clock"];

/// Returns the number of the month that a word names, 1 to 12; none where two languages differ.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    number_in(&MONTHS, word).and_then(|at| i8::try_from(at + 1).ok())
}

/// Returns the weekday that a word names, counted from Monday as 0.
#[must_use]
pub fn weekday(word: &str) -> Option<i8> {
    number_in(&WEEKDAYS, word).and_then(|at| i8::try_from(at).ok())
}

/// Tells whether a word adds nothing to a date or a time.
#[must_use]
pub fn is_filler(word: &str) -> bool {
    is_in(&FILLERS, word)
}

/// Tells whether a text is the ending of a number of a day.
#[must_use]
pub fn is_ordinal(ending: &str) -> bool {
    is_in(&ORDINALS, ending)
}

/// Tells whether a word makes the number before it an hour.
#[must_use]
pub fn is_hour(word: &str) -> bool {
    is_in(&HOURS, word)
}

fn is_in(words: &[&str], word: &str) -> bool {
    let word = folded(word);
    words.iter().any(|known| folded(known) == word)
}

fn number_in(words: &[&[&str]], word: &str) -> Option<usize> {
    let word = folded(word);
    let mut found = words.iter().enumerate().filter(|(_, names)| names.iter().any(|name| folded(name) == word));

    // Two languages may give one name to two months.
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

/// Returns a word in lower case without its accents, which people leave out.
fn folded(word: &str) -> String {
    let plain = word.nfd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase);
    plain
        .map(|sign| match sign {
            'ł' => 'l',
            'ø' => 'o',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_month_or_none() {
        let doubtful = ["listopad", "listopada"];
        for (at, names) in MONTHS.iter().enumerate() {
            for name in names.iter().filter(|name| !doubtful.contains(name)) {
                assert_eq!(month(name), i8::try_from(at + 1).ok(), "{name}");
            }
        }
        for (at, names) in WEEKDAYS.iter().enumerate() {
            for name in *names {
                assert_eq!(weekday(name), i8::try_from(at).ok(), "{name}");
            }
        }

        assert_eq!(month("listopad"), None);
        assert_eq!(month("FEVRIER"), Some(2));
        assert_eq!(month("fall"), None);
    }
}
