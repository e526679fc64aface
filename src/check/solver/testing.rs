//! What the tests of the solver share.

use super::refutation::Refutation;
use super::scan;
use super::sentence::Sentence;
use crate::lexicon::ENGLISH;

/// Right sentences that tempt more than one check: dates beside counts, ranks beside changes.
pub(super) const TEMPTING: &[&str] = &[
    "The 2024 awards, now in their 20th year, will be held from 3 to 5 November 2025.",
    "The five-year plan, published in 2023, runs from 2024 to 2028.",
    "The three-year programme runs from April 2023 to March 2026.",
    "Born in 1950, she joined the service aged 21 in 1971 and retired in 2010.",
    "The bridge opened in 1965 and was rebuilt in 1985; its 40th anniversary as a road bridge is in 2025.",
    "The council will mark the 80th anniversary of VE Day on 8 May 2025.",
    "The Act, passed in 1998, came into force two years later, in 2000, and was amended 15 years after that, in 2015.",
    "Ten years ago, in March 2016, the border was opened.",
    "The 12-week consultation closes on 3 March 2026, and a response will be published by 1 June 2026.",
    "The working group, which met for two days from 3 March, will report in 2026.",
    "Applications close on 5 December 2025, and successful applicants will be told within two weeks, by 19 December 2025.",
    "The centre is open six days a week from 1 April to 31 October 2025.",
    "The scheme will run for an initial six months from 1 April 2025 and may be extended to 31 March 2027.",
    "Sir John, 85, who was born in Hull in 1940, chaired the board from 1990 to 2004.",
    "In 2024, 12 years after it first opened, the library welcomed 3 million visitors.",
    "The highest temperature, 34.1 degrees, was recorded at Hale, with Torr at 33.8 degrees.",
    "Hull had the largest rise, 12%, followed by Leeds with 9%.",
    "The most popular course had 412 students, compared with 390 in 2023.",
    "Most of the 412 cases were in Hull, followed by Leeds with 90.",
    "The lowest bid, £4.1 million, was chosen ahead of one of £4.0 million that missed the deadline.",
    "Turnout was 41%, lower than the 52% of 2019 but higher than the 38% of 2015.",
    "Growth of 3.1% was lower than the 3.4% forecast, but higher than the 2.9% of last year.",
    "The unit's budget of £3.2 million is smaller than that of the agency (£4.5 million).",
    "Fewer than 340 of the 412 homes were larger than 90 square metres.",
    "Production rose for the second year running, from 410 to 420, while imports fell from 96 to 90.",
    "Five districts recorded more than 300 cases, led by Hull (530), followed by Leeds (412), York (390), Hale (350) and Torr (310).",
    "The three busiest stations were Hull (2.1 million), Leeds (1.9 million) and York (1.2 million).",
    "A record 412 entries were received, more than double the 190 of 2023.",
    "Exports exceeded £3 billion for the first time, up from £2.8 billion in 2023.",
    "The team finished second with 41 points, six behind Hull (47).",
    "In 2024 the tunnel carried 3.1 million cars, 120,000 more than the 2.98 million of 2023.",
    "Arrests in the 12 months to June 2025 totalled 3,100, compared with 2,900 in 2024.",
    "The court heard 340 cases in the first quarter, 310 in the second and 290 in the third, making 1,240 for 2025 with the 300 of the fourth.",
    "Sales were £1.2 billion in the first half, compared with full-year sales of £2.3 billion in 2024.",
    "Half of the 2024 budget of £4 million was spent in the first quarter, compared with £1.1 million in the first quarter of 2023.",
    "In January 2025, 4,100 people worked at the port, up from 3,900 in 2024.",
    "The average wait was 12 days in June, down from 19 in 2024.",
    "The fund paid £3.1 million in the six months to September, against a budget of £8 million for 2025.",
    "The next meetings are on Tuesday 21 October and Wednesday 5 November.",
    "On Friday 17 October and Saturday 18 October the road will be closed.",
    "The first commissioner took office on 1 March 1998, and the second three years later, on 1 March 2001.",
    "Two years before the 2019 election, in 2017, the boundaries were redrawn.",
    "The service has operated for more than 30 years, since 1992.",
    "The agency was founded 150 years ago in 1875.",
    "The museum, founded in 1925, is 100 years old this year.",
    "Nearly 20 years after the 2006 agreement, the border remains open.",
    "The treaty, signed in 1975, turns 50 this year.",
    "He was appointed in 2019 at the age of 41, having joined in 2003.",
    "This year marks 30 years since the 1995 flood, and 10 years since that of 2015.",
];

/// Right sentences that read like claims: forecasts of growth, lengths that name a time, parts beside totals.
pub(super) const MISLEADING: &[&str] = &[
    "The Bank expects output to grow by 2.4% in 2026, 2.1% in 2027 and 1.8% in 2028.",
    "Staff see growth of 0.8% this year, rising to 1.3% next year and 1.5% in 2028.",
    "Imports rose by 0.9 per cent, compared with 1.3 per cent in the previous quarter.",
    "Lending was 2.2 per cent lower than in the twelve months ending in September, after twelve months of growth.",
    "Building starts rose in the twelve months to April, an 11 per cent increase on the twelve months to April 2024.",
    "We have pledged £4.2 billion over the next five years, twice the previous five-year commitment.",
    "Prices rose to 15.4% in August from 14.0% in July as the monthly rate increased to 1.9%.",
    "The forecast of 0.3% for 2027 and 0.9% for 2028 is 0.1 percentage points lower, in each case, than in March.",
    "Credit to households rose by 0.4% to £375 billion, within which loans for homes came to £267 billion.",
    "Premiums for a driver earning £60,000 would more than double to over £1,000.",
    "House prices were up 13.0%, slowing from 20.0% but still more than double the 5.8% of 2020.",
    "The wage is rising from £11.50 to £12.70, an increase of £0.90, plus the usual 2.4%.",
    "The programme grows by 4,000 places over four years, from 13,750 to 14,750 annually.",
    "The budget for 2027 is £2.2 billion, £910 million more than in 2026, and includes £1.7 billion for banks.",
    "Demand grew from 12.6% in the last quarter of 2025 to 10.2% in the first quarter of 2026.",
    "The above request (20,000 vials) covers six (06) months.",
    "Prices rose for the third month running, to 5.2% and 5.8% in October and November respectively, from 4.8%.",
    "The 16-week benefit may be claimed between 15 October 2025 and 15 February 2026.",
    "Payment is due in 30 days during the period from 15 January 2026 to 14 June 2026.",
    "Letter No. 49 of February 2022 is repealed.",
    "Over the first three quarters of 2018 the economy grew at 3.2 per cent, the most for three quarters of a year since 2005.",
    "The reform of 160 wards, 336 councils and 340 health areas has begun.",
    "About £83 billion of £20 notes is in use, 80 per cent of those abroad.",
    "The threshold falls from £3.75 million a quarter or £15 million a year to £3 million a quarter or £12 million a year.",
    "The wage rose to £9.50 an hour, equivalent to an extra £1,000 a year.",
    "They met 49% of the indicators of freedom, only 32% of the indicators of justice and 33% of the indicators of health.",
    "There are about 529 sites on the map: of these sites 207 are closed, 151 are unknown and 171 are restored.",
    "Ms Hale brings home over £5 billion – securing £331 million in grants and a record £3.2 billion for the port.",
    "The fund keeps £2 billion for firms with less than £500 million in assets and a further £2 billion for firms with less than £2 billion in assets.",
    "Auctions grow in 2026, including a £1 billion increase in June and a £1 billion increase over the year.",
    "In April 2025 he offered £56,000, and in May 2025 he offered £75,000, for a total of £189,000.",
    "Arrests for arson stood at 36%, more than double the 16% of arson in general.",
];

/// Tells whether a check refutes a sentence.
pub(super) fn refutes<F: IntoIterator<Item = Refutation>>(
    check: impl Fn(&Sentence<'_>) -> F,
    text: &str,
) -> bool {
    scan(text, &[], &ENGLISH).is_some_and(|sentence| check(&sentence).into_iter().next().is_some())
}
