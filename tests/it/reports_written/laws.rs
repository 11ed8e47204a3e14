//! Laws over generated plans: what was sent is there when the plan is read again, and nothing else is another.

use super::*;
use proptest::prelude::*;
use serde_yaml::Value;

/// How one indicator is written.
#[derive(Debug, Clone)]
struct Written {
    /// In lines, in brackets, in brackets over lines.
    form: u8,
    /// What stands: nothing, an empty list, a list in three styles, `actual` in two.
    standing: u8,
    /// The months that are reported, from 1; not June.
    months: Vec<i8>,
    has_comments: bool,
    is_sent: bool,
}

fn written() -> impl Strategy<Value = Written> {
    let months = prop::sample::subsequence(vec![1, 3, 4, 9, 10], 1..=4).prop_shuffle();
    (0u8..3, 0u8..7, months, any::<bool>(), any::<bool>()).prop_map(
        |(form, standing, months, has_comments, is_sent)| Written {
            form,
            standing,
            months,
            has_comments,
            is_sent,
        },
    )
}

impl Written {
    fn text(&self, index: usize) -> String {
        let day = |month: &i8| date(2026, *month, 1).last_of_month();
        let record = |month: &i8| format!("{{date: {}, value: {}}}", day(month), month * 2);
        let comment = |text: &str| if self.has_comments { format!(" # {text}") } else { String::new() };
        let first = &self.months[..1];
        let list = |months: &[i8]| months.iter().map(record).collect::<Vec<_>>().join(", ");
        let inline = match self.standing {
            0 => None,
            1 => Some("reports: []".to_owned()),
            2..=4 => Some(format!("reports: [{}]", list(&self.months))),
            _ => Some(format!("actual: {}", list(first))),
        };
        let head = format!("id: i{index}, name: \"指标, {index}\", unit: 家, target: 60家以上");
        match self.form {
            1 => {
                let values = inline.map_or_else(String::new, |inline| format!(", {inline}"));
                format!("  - {{{head}{values}, due: 年底}}{}\n", comment("行"))
            }
            2 => {
                let values =
                    inline.map_or_else(String::new, |inline| format!("      {inline},{}\n", comment("值")));
                format!(
                    "  - {{\n      {head},{}\n{values}      due: 年底{}\n    }}\n",
                    comment("头"),
                    comment("尾")
                )
            }
            _ => {
                let values = match self.standing {
                    0 => String::new(),
                    3 => {
                        let items = self
                            .months
                            .iter()
                            .map(|month| format!("      - {}{}\n", record(month), comment("项")));
                        format!("    reports:{}\n{}", comment("列"), items.collect::<String>())
                    }
                    4 => {
                        let items = self.months.iter().map(|month| {
                            format!(
                                "    - value: {}{}\n      date: {}\n",
                                month * 2,
                                comment("项"),
                                day(month)
                            )
                        });
                        format!("    reports:\n{}", items.collect::<String>())
                    }
                    6 => format!(
                        "    actual:{}\n      value: {}{}\n      date: {}\n",
                        comment("快报"),
                        first[0] * 2,
                        comment("数"),
                        day(&first[0])
                    ),
                    _ => inline.map_or_else(String::new, |inline| format!("    {inline}{}\n", comment("值"))),
                };
                format!(
                    "  - id: i{index}{}\n    name: 指标{index}\n    unit: 家\n    target: 60家以上{}\n{values}    due: 年底{}\n",
                    comment("一"),
                    comment("二"),
                    comment("三")
                )
            }
        }
    }
}

fn front(text: &str) -> Value {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    serde_yaml::from_str(text.split("---\n").nth(1).unwrap()).unwrap()
}

/// The reports of an indicator, and it without them.
fn apart(indicator: &Value) -> (Vec<Value>, Value) {
    let mut rest = indicator.as_mapping().unwrap().clone();
    let listed =
        rest.shift_remove("reports").and_then(|list| list.as_sequence().cloned()).unwrap_or_default();
    let actual = rest.shift_remove("actual");
    (actual.into_iter().chain(listed).collect(), Value::Mapping(rest))
}

fn is_part_of(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|own| rest.any(|c| c == own))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn what_was_sent_is_read_again_and_nothing_else_is_another(
        all in prop::collection::vec(written(), 1..6),
        windows in any::<bool>(),
        value in prop_oneof![Just("31".to_owned()), Just("31家".to_owned()), "[1-9][0-9]{0,3}(\\.[0-9]{1,3})?"],
        note in prop::option::of("[一-龥 a-z,:#'\"{}\\[\\]&*!|>%@\n-]{1,12}"),
    ) {
        let note = note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
        let list: String = all.iter().enumerate().map(|(index, own)| own.text(index)).collect();
        let folder = site(&format!("lead: 高新科 # 头\nindicators: # 表\n{list}# 尾\ntasks: []\n"));
        let root = folder.path();
        if windows {
            write(root, FIRMS, format!("\u{feff}{}", text(root, FIRMS).replace('\n', "\r\n")));
        }
        let before = text(root, FIRMS);
        let sent: Vec<NewReport> = all.iter().enumerate().filter(|(_, own)| own.is_sent).map(|(index, _)| NewReport {
            note: note.clone(),
            ..report(FIRMS, &format!("i{index}"), june(), &value)
        }).collect();
        done(root, &entries(sent));
        let after = text(root, FIRMS);
        let (old, new) = (front(&before), front(&after));
        for (index, own) in all.iter().enumerate() {
            let ((stood, old), (stands, new)) = (apart(&old["indicators"][index]), apart(&new["indicators"][index]));
            prop_assert_eq!(old, new);
            let is_new = |report: &&Value| report["date"].as_str() == Some("2026-06-30");
            let added: Vec<&Value> = stands.iter().filter(is_new).collect();
            prop_assert_eq!(added.len(), usize::from(own.is_sent), "{}", after);
            for report in added {
                let value_read = match &report["value"] { Value::String(text) => text.clone(), Value::Number(number) => number.to_string(), other => format!("{other:?}") };
                prop_assert!(value_read == value || value_read.parse::<f64>().unwrap() == value.parse::<f64>().unwrap());
                prop_assert_eq!(report["note"].as_str(), note.as_deref());
            }
            let kept: Vec<Value> = stands.iter().filter(|report| !is_new(report)).cloned().collect();
            prop_assert_eq!(kept, stood);
        }
        // Nothing of the text is gone but what gave way to the list.
        let bare = |text: &str| text.replace("actual:", "reports:").replace(" []", "");
        prop_assert!(is_part_of(&bare(&before).replace("tasks:", ""), &bare(&after)), "{before}\n{after}");
        if all.iter().all(|own| !own.is_sent) {
            prop_assert_eq!(before, after);
        }
    }
}
