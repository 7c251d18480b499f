//! Days as whole numbers, from 1 January 1970.

/// The first day of the edition: 1 January 1994.
pub const FIRST: i64 = 8766;
/// The days of thirty years.
pub const COUNT: i64 = 10957;

/// A day as year, month and day of the month.
fn parts(day: i64) -> (i64, i64, i64) {
    let (mut year, mut rest) = (1970, day);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if rest < length {
            break;
        }
        (year, rest) = (year + 1, rest - length);
    }
    let february = if is_leap(year) { 29 } else { 28 };
    for (month, length) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if rest < length {
            return (year, month, rest + 1);
        }
        rest -= length;
    }
    unreachable!("a year has twelve months")
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The year of a day.
pub fn year(day: i64) -> i64 {
    parts(day).0
}

/// 2022-07-14
pub fn iso(day: i64) -> String {
    let (year, month, day) = parts(day);
    format!("{year}-{month:02}-{day:02}")
}

/// 2022-07
pub fn month(day: i64) -> String {
    iso(day)[..7].to_owned()
}

/// 2022-40: the first half of the year.
pub fn half(day: i64) -> String {
    let (year, month, _) = parts(day);
    format!("{year}-{}", if month < 7 { 40 } else { 41 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_dates() {
        assert_eq!(
            [iso(FIRST), iso(FIRST + COUNT - 1), iso(11016)],
            ["1994-01-01", "2023-12-31", "2000-02-29"]
        );
        assert_eq!([month(19187), half(19187)], ["2022-07", "2022-41"]);
    }
}
