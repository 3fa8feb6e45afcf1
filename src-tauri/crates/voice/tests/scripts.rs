//! What is wrong with a script is said, with its line.

use std::fmt::Write;

use parley_voice::flow::Script;

const REST: &str = r#"
[anywhere]
human = "end"
goodbye = "end"
lost = "end"
robot = { en = "a", hi = "b" }
sorry = { en = "a", hi = "b" }
either = { en = "a", hi = "b" }
more_digits = { en = "a", hi = "b" }
unknown = { en = "a", hi = "b" }
[node.end]
hang_up = "ended"
"#;

/// What is wrong with a script that begins so; the first lines are its name and start.
fn faults(nodes: &str) -> String {
    let text = format!("name = \"t\"\nstart = \"a\"\n{nodes}{REST}");
    let mut list = String::new();
    for fault in Script::read(&text).err().unwrap_or_default() {
        let _ = writeln!(list, "{fault}");
    }
    list
}

#[test]
fn the_scripts_of_the_house_are_whole() {
    for text in [
        include_str!("../scripts/appointment.toml"),
        include_str!("../scripts/reminder.toml"),
    ] {
        assert_eq!(Script::read(text).err(), None);
    }
}

#[test]
fn faults_are_named_with_their_line() {
    let whole = "[node.a]\nsay = { en = \"hello\", hi = \"नमस्ते\" }\nnext = \"end\"\n";
    let cases = [
        (whole.to_owned(), ""),
        (whole.replace("\"end\"", "\"nowhere\""), "line 3: no end of the call can be reached from node a\nline 5: no node is called nowhere\n"),
        (whole.replace(", hi = \"नमस्ते\"", ""), "line 3: node a has no text in Hindi\n"),
        (whole.to_owned() + "[node.b]\nnext = \"end\"\n", "line 6: nothing leads to node b\n"),
        (
            "[node.a]\nnext = \"b\"\n[node.b]\nnext = \"a\"\n".to_owned(),
            "line 3: no end of the call can be reached from node a\n\
             line 3: from node a it goes round without waiting for anybody\n\
             line 5: no end of the call can be reached from node b\n\
             line 5: from node b it goes round without waiting for anybody\n",
        ),
        (
            "[node.a]\ntool = \"t\"\nfound = \"end\"\n".to_owned(),
            "line 3: node a does not say where nothing leads\nline 3: node a does not say where failed leads\n",
        ),
        ("[node.a]\nask = [\"x\"]\nnext = \"end\"\n".to_owned(), "line 3: no slot is called x\n"),
        (
            "[slot.x]\nkind = \"time\"\nbetween = \"18-9\"\n[node.a]\nask = [\"x\"]\nnext = \"end\"\n".to_owned(),
            "line 5: 18-9 is no time of day from and to, as 09:00-18:00\n",
        ),
    ];
    for (nodes, wanted) in cases {
        assert_eq!(faults(&nodes), wanted, "{nodes}");
    }
    assert!(
        faults("[node.a]\nsays = 1\n").starts_with("line 4: not a script: unknown field `says`")
    );
}
