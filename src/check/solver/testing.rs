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

/// Tells whether a check refutes a sentence.
pub(super) fn refutes<F: IntoIterator<Item = Refutation>>(
    check: impl Fn(&Sentence<'_>) -> F,
    text: &str,
) -> bool {
    scan(text, &[], &ENGLISH).is_some_and(|sentence| check(&sentence).into_iter().next().is_some())
}
