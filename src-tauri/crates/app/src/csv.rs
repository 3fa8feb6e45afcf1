//! Lines for a spreadsheet: RFC 4180, every field quoted, and none that a spreadsheet
//! would take for a formula.

/// What a file begins with, so that spreadsheets read it as UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// One line with its end.
pub(crate) fn line<S: AsRef<str>>(fields: &[S]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| quoted(field.as_ref())).collect();
    quoted.join(",") + "\r\n"
}

/// What spreadsheets run, even in quotes: signs that begin a formula, also behind
/// blanks, and control characters that some strip before they look.
fn looks_like_formula(field: &str) -> bool {
    let begins = field.trim_start().chars().next();
    let control = field.starts_with(['\t', '\r', '\n']);
    control
        || matches!(
            begins,
            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
        )
}

fn quoted(field: &str) -> String {
    let guard = if looks_like_formula(field) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn nothing_in_a_line_is_a_formula() {
        let fields = [
            "=1+1",
            "+91 98",
            "-2",
            "@x",
            " =1",
            "\tx",
            "a=b",
            "say \"x\", y",
            "",
        ];
        let expected = "\"'=1+1\",\"'+91 98\",\"'-2\",\"'@x\",\"' =1\",\"'\tx\",\"a=b\",\"say \"\"x\"\", y\",\"\"\r\n";
        assert_eq!(line(&fields), expected);
    }
}
