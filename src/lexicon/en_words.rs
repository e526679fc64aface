//! Roles of English words in a sentence with a claim.

use super::word::{WordRoles as W, WordTable};

/// The roles of English words.
pub(super) static WORDS: WordTable = WordTable::new(&[
    (W::FROM, "from"),
    (W::TO, "to till until into"),
    (W::BY, "by"),
    (W::OF, "of"),
    (W::IN, "in"),
    (W::ON, "on upon"),
    (W::AT, "at"),
    (W::THAN, "than"),
    (W::AS, "as"),
    (W::AND, "and &"),
    (W::OR, "or"),
    (W::WITH, "with"),
    (W::THE, "the its our their his her whose"),
    (W::A, "a an another"),
    (W::UP, "up"),
    (W::DOWN, "down"),
    (W::BETWEEN, "between"),
    (W::SINCE, "since"),
    (W::DURING, "during over throughout within"),
    (W::FOR, "for"),
    (W::BE, "is are was were be been being"),
    (W::HAVE, "has have had having"),
    (W::RISE, RISES),
    (W::FALL, FALLS),
    (
        W::CHANGE,
        "change changed changes difference improve improved improves improvement improvements improving deterioration worsening \
         shift shifted swing swung move moved movement went gone going better worse worsened deteriorated \
         quicker faster slower variation differ differs turnaround",
    ),
    (W::RISE_VERB, RISE_VERBS),
    (W::FALL_VERB, FALL_VERBS),
    (
        W::FILLER,
        "by of a an the about around some nearly almost over roughly approximately just further another \
         average estimated total overall only no at least well under close in excess as much many up to more \
         than less slightly little real terms annual annually yearly year-on-year year on quarterly monthly \
         net sharp modest massive whopping huge big extra exactly full mere record combined cumulative \
         percentage single steep significant substantial marked dramatic small large strong healthy \
         respectable staggering remarkable stunning impressive welcome month-on-month quarter-on-quarter \
         very quite approx circa equivalent additional median typical",
    ),
    (
        W::LINK,
        "or which that is was this it puts represents representing marks marking an equivalent equating \
         equates meaning means i.e ie viz growth has have had been by nearly than and annual year-on-year \
         overall per cent so are now giving amounting amounts making makes translating translates \
         corresponding corresponds reflecting reflects being therefore thus thereby implying implies working \
         works out namely effectively roughly about almost just over up down net a the of to itself \
         altogether in all terms year on one says said registering recording posting showing yielding \
         constituting constitutes",
    ),
    (
        W::BREAK,
        "; although among because but despite excluding including meanwhile though whereas while whilst with \
         unless amid alongside besides notwithstanding except separately similarly elsewhere",
    ),
    (
        W::EVIDENCE,
        "against ago compared current currently double earlier from last now on once previous previously \
         than this to today versus vs before year-earlier prior formerly then started began initially \
         originally had was stood since having",
    ),
    (W::COMPARED, "against compared comparing compares versus vs relative"),
    (
        W::BEFORE,
        "previous previously last before earlier was were ago prior formerly once had then",
    ),
    (W::NOW, "now this is today are current currently today's latest present has have"),
    (W::STOP, STOPS),
    (
        W::GENERIC,
        "number numbers total figure figures just one the a year that this these those past last two three \
         four five six ten twelve under less only over cash real value all terms each every recent its their \
         our his her which to nominal volume count level size overall amount amounts absolute relation \
         comparison months month quarter decade period annual annually single around about space same \
         first second under held seen made sold built spent paid sent given taken left found brought \
         kept met set shown done known run cast filed read",
    ),
    (
        W::COMPLEMENT,
        "except fail failed failing missed never nobody none not other others refused rejected rejection refusal dropout \
         failure vacancy attrition remainder \
         remaining rest still unsuccessful without unfilled outstanding left didn't don't weren't lacked \
         lack unable",
    ),
    (
        W::APPOSITION,
        "a about accounting all almost an around at equal equals equivalent for fully i.e ie is its just \
         less making more nearly of only or over proportion rate representing represents roughly share some \
         than that the to total under up which exactly some amounting equating approximately well namely \
         making's it this was were being meaning",
    ),
    (W::PREPOSITION, "for in to from on at by via under through with towards across"),
    (
        W::OPEN,
        "also among average each especially example first include included includes including initial \
         instance least mainly mostly notably overlapping particularly per plus such partly part e.g eg \
         some largest biggest main chiefly primarily additional latest alone",
    ),
    (
        W::PART,
        "adult adults boy boys child children existing fatal female full-time girl girls male man men minor \
         new part-time permanent rural serious slight temporary urban woman women minors northern southern \
         eastern western public private domestic foreign international voluntary enforced capital \
         revenue primary secondary day night indoor outdoor",
    ),
    (
        W::PEOPLE,
        "adults applicants businesses children citizens employees families farmers homes households members \
         men patients people pupils residents respondents schools students teachers those voters women \
         workers staff firms companies employers learners drivers passengers customers consumers parents \
         graduates tenants visitors participants candidates",
    ),
    (
        W::MORE,
        "more fewer less higher lower greater larger smaller above below extra better additional",
    ),
    (
        W::DETERMINER,
        "the these those its our their all a total of some more than about around nearly over almost \
         approximately roughly just estimated an under up to only every least at well some every combined full \
         entire whole his her nation's country's overall",
    ),
    (W::EACH, "each apiece per every a"),
    (
        W::TOTAL,
        "total totals totalling totaling totalled altogether all overall sum combined together aggregate \
         totalled totaled entire whole whole",
    ),
    (
        W::MOOD,
        "will would could should may might expect expected expects forecast forecasts projected projection \
         target targets aim aims aimed aiming plan plans planned planning if hope hopes hoped unless until \
         predicted estimate intends intend intended goal proposed proposes due can cannot must shall pledge \
         pledged ambition potential whether budgeted never not no nor hypothetical",
    ),
    (
        W::NOT,
        "not no never nor nobody neither cannot without rather excluding isn't wasn't aren't didn't doesn't \
             don't hasn't haven't hadn't weren't none",
    ),
    (
        W::TARGET,
        "target targets goal goals aim average averages capacity budget forecast limit cap threshold \
                benchmark nationally median projection maximum minimum quota allocation",
    ),
    (
        W::RATE,
        "average averaging monthly weekly daily rate annualised annualized already just only far whole \
         entire full per pace projected expected forecast alone course nearly almost half-year typically \
         usually run-rate",
    ),
    (W::MANY, "many much few little high large big long"),
    (W::DEMONSTRATIVE, "this that it these those which"),
    (W::WHICH, "which whom"),
    (W::THEM, "them these those whom which"),
    (
        W::ADJUSTED,
        "inflation inflation-adjusted adjusted seasonally capita like-for-like constant purchasing deflated \
         real-terms age-standardised compound compounded weighted excluding",
    ),
    (
        W::HIGHEST,
        "highest largest most biggest greatest peak longest busiest heaviest richest wettest warmest hottest \
         tallest strongest fastest",
    ),
    (
        W::LOWEST,
        "lowest smallest fewest least shortest weakest slowest quietest driest coldest cheapest",
    ),
    (W::ADDITIONAL, "additional extra further another more new"),
    (W::REMAINING, "remaining remainder rest balance"),
    (W::COMPRISE, "comprise comprises comprised comprising consist consists consisting composed"),
    (W::TOGETHER, "together altogether combined jointly collectively"),
    (W::SHARED, "shared share divided split between among spread distributed equally evenly"),
    (
        W::STOCK,
        "stood stands stand stock level levels population total number numbers were was are at",
    ),
    (W::PART_OF_YEAR, "quarter half"),
    (W::WHICH_PART, "first second third fourth last final opening closing"),
    (W::ENDING, "ending ended to until"),
    (
        W::OFFICE,
        "ambassador attorney chancellor chief commissioner envoy governor minister premier president secretary \
         treasurer taoiseach tánaiste mayor speaker",
    ),
    (
        W::OTHER_TIME,
        "former formerly then ex- previous previously outgoing incoming late future next \
                     was served until shadow predecessor successor",
    ),
    (W::LIMIT, "maximum minimum ceiling cap limit"),
    (
        W::MEASURE,
        "km kilometre kilometres kilometer kilometers mile miles metre metres meter meters tonne tonnes ton tons \
         kg kilogram kilograms kilos hectare hectares acre acres litre litres liter liters gallon gallons mw gw \
         kw mwh gwh kwh twh megawatt megawatts gigawatt gigawatts terawatt foot feet ft inch inches mph kmh \
         degree degrees °c °f lb lbs pound-weight ounce ounces mtco2e tco2e ktco2e megalitres gigalitres ml gl \
         teu barrels bushels square cubic mtco2 terajoules petajoules pj tj points",
    ),
    (W::ANNUALLY, "annually yearly annualised annualized monthly weekly daily"),
    (
        W::ANNIVERSARY,
        "anniversary birthday jubilee centenary bicentenary sesquicentenary tercentenary centennial bicentennial \
         sesquicentennial",
    ),
    (
        W::FOUNDED,
        "since opened founded established built signed born created formed began started launched act treaty \
         founding opening signing birth establishment creation foundation referendum inaugurated introduced completed incorporated",
    ),
    (W::BORN, "born"),
    (W::AGO, "ago earlier before previously prior"),
    (
        W::BEAT,
        "beating breaking beat beats broke breaks surpassing topping exceeding overtaking eclipsing passing bettering",
    ),
    (W::RANKED, "followed ahead then trailed behind"),
    (
        W::BRINGING,
        "taking bringing raising lifting cutting reducing brought takes brings leaving pushing",
    ),
    (
        W::ADDED,
        "added adds adding add recruited hired opened built gained created removed lost closed cut shed \
         took joined employed deployed installed delivered welcomed gaining losing adding",
    ),
    (W::RECORD, "record"),
    (W::LEVEL, "flat unchanged stable steady static same"),
    (W::COUNT_NOUN, "figure number total count figures numbers share proportion rate sum"),
    (W::RESPECTIVELY, "respectively"),
    (
        W::ABBREVIATION,
        "mr mrs ms dr st vs inc ltd co corp gov sen rep hon jr sr prof approx dept est sgt lt capt gen \
         col rev jan feb mar apr jun jul aug sep sept oct nov dec u.s e.g i.e a.m p.m al fig mt art cf v cl ca \
         no nos para s c",
    ),
    (W::ALL, "all every both entire whole"),
    (W::LEAST, "least most"),
    (
        W::ONE_SIDE,
        "favour favor support supported supports for yes backed back approve approved agree agreed men male \
         males boys urban satisfied won passed accepted",
    ),
    (
        W::OTHER_SIDE,
        "against oppose opposed opposes no disapprove disapproved rejected disagree disagreed women female \
         females girls rural dissatisfied undecided unsure lost failed don't neither",
    ),
    (W::WORTH, "worth cost costs costing costed valued value price prices priced"),
    (W::AMONG, "among amongst"),
    (W::PLUS, "plus"),
    (
        W::RUNS,
        "run runs ran running last lasts lasted lasting takes took held continues continued is was lived served",
    ),
    (W::NEGATIVE, "negative minus"),
    (W::YEARLY, "annual yearly annually annualised annualized compound"),
    (W::MEAN, "average averages averaged averaging mean"),
    (
        W::GROWTH,
        "grow grows grew grown growing expand expands expanded expanding contract contracts contracted \
         contracting shrink shrinks shrank shrunk shrinking",
    ),
    (W::OUT, "out"),
    (W::ADDS, "add adds added adding"),
    (
        W::AMOUNT,
        "a age aged apr april aug august dec december eight eighteen eightfold eighth eighths eighty \
         eleven feb february fifteen fifth fifths fifty five fivefold forty four fourfold fourteen fri \
         friday half halves jan january jul july jun june ksh mar march may mon monday nine nineteen \
         ninety ninth ninths nov november oct october one quarter quarters rs sat saturday sep sept \
         september seven sevenfold seventeen seventh sevenths seventy six sixfold sixteen sixth sixths \
         sixty sun sunday ten tenfold tenth tenths third thirds thirteen thirty three threefold thrice \
         thu thur thurs thursday tue tues tuesday twelve twenty twice two twofold wed wednesday zero",
    ),
    (W::FULL, "whole full entire full-year"),
    (W::AGAIN, "again"),
    (W::LATTER, "latter"),
    (W::SAID, "said says say stated added adding announced"),
    (
        W::MARKS,
        "mark marks marked marking celebrate celebrates celebrated celebrating commemorate commemorates \
         commemorated commemorating turn turns turned turning reach reaches reached observe observes observed \
         honours honoring honouring",
    ),
    (
        W::ORIGIN,
        "founded established built opened constructed erected inaugurated formed incorporated launched \
         completed created dating chartered commissioned",
    ),
    (W::AFTER, "after following"),
    (W::LATER, "later afterwards afterward on"),
    (W::EARLIER, "before earlier previously prior"),
    (W::BACK, "ago"),
    (
        W::ENDS,
        "end ends ended ending close closes closed closing conclude concludes concluded concluding finish finishes \
         finished finishing expire expires expired",
    ),
    (
        W::MOVED,
        "moved move moves moving brought bring brings postponed postpone delayed delay rescheduled changed changes \
         change deferred extended extend extends extending extension shifted pushed put corrected revised amended",
    ),
    (W::DAYTIME, "morning afternoon evening night noon midday"),
    (
        W::GREATER,
        "larger bigger higher greater more taller longer heavier wetter warmer hotter busier older wider stronger \
         deeper richer costlier dearer above",
    ),
    (
        W::SMALLER,
        "smaller lower fewer less shorter lighter drier cooler colder quieter younger narrower weaker cheaper \
         poorer shallower below",
    ),
    (W::STREAK, "running row consecutive successive straight succession"),
    (
        W::EXCEEDS,
        "outnumbered outnumber outnumbers exceeded exceed exceeds surpassed surpasses outstripped outstrips \
         overtook overtakes outpaced topped outweighed outweighs eclipsed outsold",
    ),
    (
        W::SAME,
        "same corresponding equivalent comparable equal like identical respective annualised annualized prorated \
         similar matching",
    ),
    (W::AHEAD, "ahead"),
    (W::BEHIND, "behind"),
    (W::FOLLOWED, "followed then"),
    (
        W::LASTING,
        "lasting period spell span spans spanning stretch duration lasts lasted covers covering",
    ),
    (
        W::INTERVAL,
        "every each within another per minimum maximum additional further extra first last final next notice \
         initial remaining up after before",
    ),
    (W::QUARTER_CODE, "q1 q2 q3 q4"),
    (W::HALF_CODE, "h1 h2"),
    (
        W::PACE,
        "average averaging averaged monthly weekly daily rate annualised annualized already per pace projected expected \
         forecast typically usually run-rate far alone only proportionally pro-rata prorated typical full-year year-to-date year-end",
    ),
    (W::WHOLE, "whole full entire all"),
    (
        W::PARTICIPLE,
        "made built sold held sent paid born met found lost heard spent drawn caught won left kept",
    ),
    (W::BEYOND, "above below"),
    (W::ASCENDING, "ascending"),
    (W::DESCENDING, "descending"),
    (W::GAP, "gap difference margin disparity differential"),
    (
        W::MOTION,
        "came come comes coming go goes going went gone brought bring brings bringing taken took stood",
    ),
    (W::FEWER, "more fewer"),
    (W::GIVES, "gives giving gave allows allowing allowed leaves leaving left"),
    (W::THERE, "there"),
    (W::TAKES, "take takes took taking wait waits waited lasts lasted averages averaged"),
    (
        W::DENIED,
        "mistaken false untrue incorrect misleading myth falsely wrongly disputed baseless",
    ),
    (W::FACT, "fact reality"),
    (W::CONTRAST, "but while whereas whilst although though"),
    (W::EARLIER_RECORD, "previous old existing former prior earlier"),
]);

const RISES: &str = "\
    additional advanced ballooned bigger boost boosted boosting climb climbed climbing climbs escalated \
    escalating expand expanded expanding expansion expands extra gain gained gaining gains greater grew grow growing grown \
    grows growth higher hike hiked increase increased increases increasing jump jumped jumping jumps larger leap \
    leaped leapt lift lifted lifting more mounted raise raised raises raising rise risen rises rising rocketed rose \
    skyrocketed soar soared soaring spike spiked strengthened surge surged surges surging swell swelled swollen \
    up uplift upsurge uptick upturn upward upwards above accelerated accelerating outpaced outstripped \
    multiplied mushroomed longer taller heavier wider older warmer wetter hotter busier rebounded rebounding recovered \
    recovering recovery rebound snowballed quickened upswing edged climbs inched shot topped swells widened widening \
    lengthened lengthening enhancement enhancements extension extended addition dearer costlier pricier accelerates";

const FALLS: &str = "\
    collapse collapsed contract contracted contraction cut cuts cutting decelerated decline declined declines \
    declining decrease decreased decreases decreasing diminished dip dipped dips down downturn downward \
    downwards drop dropped dropping drops dwindled ease eased easing fall fallen falling falls fell fewer less loss losses \
    lost lower lowered lowering plummet plummeted plunge plunged receded reduce reduced reduces reducing \
    reduction reductions sank shed shorten shortened shortening shorter shrank shrink shrinking shrunk slash slashed slid \
    slide slip slipped slump slumped smaller sunk trim trimmed tumble tumbled below weakened \
    weakening sagged dwindling narrowed narrowing cooler drier quieter younger lighter thinner curtailed pared \
    retreated ebbed nosedived saving savings slimmed discount underspend subsided abated waned dwindles plunging crashed eroded short shy cheaper eases narrows shortens slowed slowing slows";

const RISE_VERBS: &str = "\
    climb climbed climbing climbs expand expanded gained grew grow growing grown grows increase increased \
    increases increasing jump jumped jumps leapt leaped raise raised raises raising rise risen rises rising rose \
    soar soared spiked surge surged surges swelled up boosted lifted rebounded recovered recovering hiked ballooned mounted \
    skyrocketed rocketed strengthened widened lengthened swells escalated accelerated accelerating accelerates \
    quickened widening lengthening expands boosts";

const FALL_VERBS: &str = "\
    cut decline declined declines declining decrease decreased decreases decreasing dipped down drop dropped \
    dropping drops fall fallen falling falls fell lower lowered plummeted plunged reduce reduced reduces reducing \
    shortened shrank shrink shrinking shrunk slashed slid slipped slumped trimmed tumbled sank eased \
    diminished dwindled contracted collapsed narrowed receded weakened shed eases easing dips narrows narrowing \
    shortens shortening slowed slowing slows";

const STOPS: &str = "\
    a about after again against all already also an and another are around as at be because been before between \
    both but by compared down during each either every fewer for from further had has have he her here his i if \
    in including into is it its just last less more new next no not now of off on one only or other our out over \
    per respectively same she since so still such than that the their there these they this those through to \
    under until up was we were when where which while who will with would you can could may might should must \
    whom whose upon within without via versus vs than towards across among amid whereas though although \
    despite your my me us them him did do does done being having whilst";
