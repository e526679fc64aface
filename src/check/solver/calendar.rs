//! Claims that the calendar refutes: weekdays, nonexistent days, durations, ages and anniversaries.
//!
//! In: a sentence, and the day of its page where that is known. Out: [`Refutation`]s. Invariant: dates are
//! intervals of days, and a year is all its days; a claim is refuted only where no day in them makes it true.

mod age;
mod anniversary;
mod date_range;
mod day;
mod interval;
mod lag;

use jiff::civil::Date;

use super::amount::AmountKind;
use super::is_short;
use super::refutation::Refutation;
use super::sentence::Sentence;
use crate::lexicon::WordRoles;

/// Checks the dates, ages and durations of a sentence.
pub(super) fn check(s: &Sentence<'_>, today: Option<Date>) -> Vec<Refutation> {
    let has_date = s.amounts.iter().any(|amount| {
        matches!(amount.kind, AmountKind::Date(_) | AmountKind::Year { .. } | AmountKind::Duration)
    });
    if !has_date && !s.any(0..s.tokens.len(), WordRoles::PART_OF_YEAR) {
        return Vec::new();
    }

    let days = day::days(s);
    let mut found = day::check(s, &days, today);
    if !is_short(s) {
        return found;
    }

    let mut inferred = date_range::check(s, &days);
    inferred.extend(lag::check(s, today));
    inferred.extend(anniversary::check(s, today));
    inferred.extend(age::check(s, today));
    found.extend(inferred.into_iter().map(Refutation::inferred));

    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{scan, testing};
    use super::*;
    use crate::lexicon::ENGLISH;

    const REFUTED: &[&str] = &[
        "The hearing is on Monday 14 October 2025.",
        "The hearing is on 14 October 2025 (a Monday)",
        "The polls close on 14 October 2025, a Monday.",
        "Christmas Day, 25 December 2025, falls on a Friday this year.",
        "The meeting begins on Friday evening, 24 November 2025.",
        "The festival runs from Monday 3 to Saturday 7 November 2025.",
        "The festival runs from Tuesday 3 to Friday 7 November 2025.",
        "Wednesday, October 14, 2025, is the last day.",
        "The survey closes on Friday 7 December.",
        "The scheme ends on 31 June 2026.",
        "Applications were due on September 31, 2025.",
        "The clocks go back on 29 February 2025.",
        "The three-day conference runs from 3 to 9 November 2025.",
        "The consultation is open for eight weeks, from 6 January to 7 February 2026.",
        "Road works between 2 March and 30 April, lasting two weeks, will close the A3.",
        "From 2019 to 2024, a period of three years, the fund paid out £4 million.",
        "The five-year programme, running from 2021 to 2030, will build 4,000 homes.",
        "Over the ten years between 2010 and 2015 the number fell.",
        "Fees are frozen for six months from January to March 2026.",
        "The consultation opened on 1 September 2025 and closes on 31 August 2025.",
        "The exhibition runs from 12 May 2026 to 3 April 2026.",
        "The 12-week consultation opened on 1 September 2025 and closes on 6 October 2025.",
        "The law took effect on 15 March 2025, two weeks after its approval on 22 February 2025.",
        "Two weeks from 1 March 2026, on 22 March 2026, the ban begins.",
        "In 2012, three years after the 2005 agreement, the border opened.",
        "The bridge opened in 1990 and closed 15 years later, in 2015.",
        "Ten years ago, in 2008, the agency was founded.",
        "The agency was founded twenty years ago, in 1995.",
        "In the 25 years since 1990, the population has doubled.",
        "She has led the agency for 12 years, since 2009.",
        "The last census was held in 2011, five years before the 2021 census.",
        "The service celebrates 75 years since it was founded in 1960.",
        "Founded in 1925, the library celebrates its centenary in 2035.",
        "The museum, which opened in 1985, will mark its golden jubilee this year.",
        "The ministry today marked the 30th anniversary of the 1985 treaty.",
        "Established in 1950, the board is celebrating 50 years of service.",
        "The Act received assent in 1998; 2025 is its twentieth anniversary.",
        "Sir John, who was born in 1940, turned 75 in 2025.",
        "Mary Hale (1931–2020) died aged 79.",
        "Born on 3 May 1970, the 45-year-old minister took office today.",
        "The 150-year-old bridge, built in 1925, reopens today.",
        "She was born in 1980 and was elected in 2010 aged 40.",
        "He joined in 1990 aged 20, having been born in 1960.",
        "The fund was set up in 2015, five years ago.",
        "The contract expires in 2030, ten years after it was signed in 2025.",
        "The first half of the year, from January to September, was dry.",
        "The second quarter (April to September) was dry.",
        "The trial lasts six weeks, starting on 5 January 2026 and ending on 9 March 2026.",
        "The 2021–2024 plan covers six years.",
        "Applications are open from 1 to 31 March, a total of 45 days.",
        "The next sitting is Tuesday (15 October 2025).",
        "The treaty, signed in 1975, turns 40 this year.",
        "A decade ago, in 2008, the agency was founded.",
        "At 74, Dr Hale, who was born in 1960, is the oldest member.",
        "The museum, founded in 1925, is 80 years old this year.",
        "The agency was founded 100 years ago in 1875.",
        "It opened on 4 May 2020 and closed a year later, on 4 May 2023.",
        "The library, which was opened in 1950, celebrated its 60th anniversary in 2000.",
        "The 1975 treaty is now 40 years old.",
        "The scheme, now in its fifth year, began in 2015.",
        "The prison, built in 1890, is more than 200 years old.",
        "The hall celebrates 120 years: it opened in 1925.",
        "The trial began on 6 January 2026 and ended six weeks later, on 31 March 2026.",
        "Twenty-five years have passed since the 1990 agreement.",
        "Between 3 March and 5 March, for five weeks, the bridge is closed.",
        "The course lasts six weeks, from 3 November to 28 November.",
        "Registration is open for two weeks: 1 June to 30 June 2026.",
        "She served as mayor for 15 years, from 2010 to 2018.",
        "He was minister from 2010 to 2018, twelve years in all.",
        "Her ten-year term as judge (2010–2015) ended in June.",
        "The strike lasted 15 days, from 3 May until 9 May.",
        "The Pact was signed on Monday, the 4th of November 2025.",
        "Polling day is Thursday 6th November 2026.",
        "The offer runs for 30 days, from 1 November to 10 December 2025.",
        "The 99-year lease, which began in 1950, ends in 2069.",
        "Queen's Bridge, opened on 3 May 1950, is 70 years old today.",
        "The service was founded in 1948 and is now in its 60th year.",
        "The inquiry opened in March 2021 and reported in March 2025, three years later.",
        "Next year is the 200th anniversary of the founding of the service in 1846.",
        "It is 30 years since the 1985 agreement.",
        "Over the past ten years, from 2010 to 2025, the number of homes rose.",
        "He held the post for eight years (2005 to 2017).",
        "She died on 3 May 2025 at the age of 91; she was born on 4 June 1930.",
        "This October marks the 70th anniversary of the Coast Guard, which was set up in October 1966.",
        "This year marks the 40th anniversary of the hurricane of 1975.",
        "The former judge, who was born on 14 May 1941, died on 2 February 2025, aged 84.",
        "Views were sought in a 12-week consultation, held from 5 January to 16 February 2026.",
        "It opens on 2 March 2026 and closes on 30 March 2026, giving schools six weeks to apply.",
        "Checks are suspended from 1 June to 31 August 2026, i.e. for six months.",
    ];

    const SILENT: &[&str] = &[
        "The hearing is on Tuesday 14 October 2025.",
        "The polls close on 14 October 2025, a Tuesday.",
        "Christmas Day, 25 December 2025, falls on a Thursday this year.",
        "The festival runs from Monday 3 to Friday 7 November 2025.",
        "The survey closes on Sunday 7 December.",
        "The clocks go back on 29 February 2024.",
        "In April 40 people were fined.",
        "The three-day conference runs from 3 to 5 November 2025.",
        "The consultation is open for eight weeks, from 6 January to 3 March 2026.",
        "From 2019 to 2024, a period of five years, the fund paid out £4 million.",
        "The five-year programme, running from 2021 to 2026, will build 4,000 homes.",
        "Fees are frozen for three months from January to March 2026.",
        "The 12-week consultation opened on 1 September 2025 and closes on 24 November 2025.",
        "The law took effect on 15 March 2025, two weeks after its approval on 1 March 2025.",
        "In 2012, seven years after the 2005 agreement, the border opened.",
        "The bridge opened in 1990 and closed 25 years later, in 2015.",
        "Ten years ago, in 2015, the agency was founded.",
        "In the 35 years since 1990, the population has doubled.",
        "She has led the agency for 16 years, since 2009.",
        "The last census was held in 2011, ten years before the 2021 census.",
        "The service celebrates 65 years since it was founded in 1960.",
        "Founded in 1925, the library celebrates its centenary in 2025.",
        "The museum, which opened in 1975, will mark its golden jubilee this year.",
        "The ministry today marked the 40th anniversary of the 1985 treaty.",
        "Established in 1950, the board is celebrating 75 years of service.",
        "Sir John, who was born in 1950, turned 75 in 2025.",
        "Mary Hale (1931–2020) died aged 89.",
        "Born on 3 May 1970, the 55-year-old minister took office today.",
        "The 100-year-old bridge, built in 1925, reopens today.",
        "The fund was set up in 2015, a decade ago.",
        "The second quarter (April to June) was dry.",
        "This October marks the 60th anniversary of the Coast Guard, which was set up in October 1965.",
        "This year marks the 50th anniversary of the hurricane of 1975.",
        "To mark the 50th anniversary of the draft of 1951, those who served between 1951 and 1972 get a medal.",
        "The former judge, who was born on 14 May 1941, died on 2 February 2025, aged 83.",
        "It opens on 2 March 2026 and closes on 30 March 2026, giving schools four weeks to apply.",
        "Checks are suspended from 1 June to 31 August 2026, i.e. for three months.",
        "The trial lasts nine weeks, starting on 5 January 2026 and ending on 9 March 2026.",
    ];

    fn found(text: &str) -> Vec<Refutation> {
        let sentence = scan(text, &[], &ENGLISH).unwrap();
        check(&sentence, Some(date(2025, 10, 15)))
    }

    #[test]
    fn what_cannot_be_true_is_refuted() {
        for text in REFUTED {
            assert!(!found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_may_be_true_is_silent() {
        for text in SILENT.iter().chain(testing::TEMPTING) {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
