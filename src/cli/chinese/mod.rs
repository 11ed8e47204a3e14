//! The command line in Chinese: help, completions and usage errors.
//!
//! Takes the command as it is declared, in English; gives the same command with Chinese texts. What the parser would
//! write in English by itself (headings, defaults, choices) is switched off and put into those texts.

mod texts;
mod usage;

pub use usage::usage_error;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use texts::{ARGUMENTS, CHOICES, COMMANDS, VALUES};

/// The command with all its texts in Chinese.
pub fn localized(mut command: Command) -> Command {
    command.build();
    in_chinese(command, "")
}

fn in_chinese(command: Command, path: &str) -> Command {
    // What `help` lists are the commands again.
    let named = match path.ends_with("help") {
        true => "help".to_owned(),
        false => path.replace("help.", ""),
    };
    let about = text(&COMMANDS, &named).unwrap_or_default();
    let usage = usage(&mut command.clone());
    let has_arguments = command.get_positionals().next().is_some();
    let has_commands = command.get_subcommands().next().is_some();
    let mut template = "{about-with-newline}\n用法：{usage}".to_owned();
    for (is_there, part) in [
        (has_arguments, "\n\n参数：\n{positionals}"),
        (has_commands, "\n\n命令：\n{subcommands}"),
        (true, "\n\n选项：\n{options}"),
    ] {
        if is_there {
            template.push_str(part);
        }
    }
    command
        .about(about)
        .long_about(None)
        .override_usage(StyledStr::from(usage))
        .help_template(template)
        .mut_args(|argument| argument_in_chinese(argument, path))
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            let path = if path.is_empty() { name } else { format!("{path}.{name}") };
            in_chinese(below, &path)
        })
}

fn argument_in_chinese(argument: Arg, path: &str) -> Arg {
    let id = argument.get_id().to_string();
    let own = text(&ARGUMENTS, &format!("{path}.{id}")).or_else(|| text(&ARGUMENTS, &id)).unwrap_or_default();
    let mut help = own.to_owned();
    let choices: Vec<String> = match argument.get_action().takes_values() {
        true => argument.get_possible_values().iter().map(|value| choice(value.get_name())).collect(),
        false => Vec::new(),
    };
    if !choices.is_empty() {
        help.push_str(&format!("：{}", choices.join("、")));
    }
    let default: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let shows_default = !default.is_empty() && !argument.is_hide_default_value_set();
    if shows_default && argument.get_action().takes_values() {
        help.push_str(&format!("（默认 {}）", default.join("、")));
    }
    let name = argument
        .get_value_names()
        .and_then(|names| names.first())
        .map_or(id.to_uppercase(), ToString::to_string);
    let takes_values = argument.get_action().takes_values();
    let argument = argument.help(help).long_help(None).hide_default_value(true).hide_possible_values(true);
    // What has no name in the table (YYYY-MM-DD) is the same in Chinese.
    match text(&VALUES, &name).filter(|_| takes_values) {
        Some(name) => argument.value_name(name),
        None => argument,
    }
}

/// `auto`（输出到终端时）.
fn choice(name: &str) -> String {
    text(&CHOICES, name).map_or_else(|| name.to_owned(), |meaning| format!("{name}（{meaning}）"))
}

/// How a command is called.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let mut usage = usage.replace("[OPTIONS]", "[选项]");
    for (name, chinese) in VALUES {
        usage = usage.replace(&format!("<{name}>"), &format!("<{chinese}>"));
        usage = usage.replace(&format!("[{name}]"), &format!("[{chinese}]"));
    }
    usage
}

fn text(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(own, _)| *own == key).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn has_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    fn each(command: &Command, look: &mut impl FnMut(&Command)) {
        look(command);
        command.get_subcommands().for_each(|below| each(below, look));
    }

    #[test]
    fn every_command_and_argument_is_told_in_chinese() {
        let command = localized(super::super::Cli::command());
        let mut missing = Vec::new();
        each(&command, &mut |command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            if !has_chinese(&about) {
                missing.push(command.get_name().to_owned());
            }
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                if !has_chinese(&help) {
                    missing.push(format!("{}.{}: {help}", command.get_name(), argument.get_id()));
                }
            }
        });
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn no_help_has_a_sentence_in_english() {
        let mut command = localized(super::super::Cli::command());
        let mut names: Vec<Vec<String>> = Vec::new();
        fn paths(command: &Command, above: &[String], names: &mut Vec<Vec<String>>) {
            names.push(above.to_vec());
            for below in command.get_subcommands() {
                paths(below, &[above, &[below.get_name().to_owned()]].concat(), names);
            }
        }
        paths(&command, &[], &mut names);
        for path in names {
            let mut own = &mut command;
            for name in &path {
                own = own.find_subcommand_mut(name).unwrap();
            }
            for help in [own.render_help().to_string(), own.render_long_help().to_string()] {
                for line in help.lines() {
                    let words = line.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
                    // A line of a command's name, its options and their choices has Chinese in it too.
                    assert!(
                        words.count() == 0 || has_chinese(line) || line.trim().starts_with('-'),
                        "{path:?}: {line}"
                    );
                    for english in ["Usage", "Options", "Commands", "default", "possible", "Print", "see "] {
                        assert!(!line.contains(english), "{path:?}: {line}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_text_is_without_its_argument() {
        let command = localized(super::super::Cli::command());
        let mut used = String::new();
        each(&command, &mut |command| {
            used.push_str(&command.get_about().map(ToString::to_string).unwrap_or_default());
            for argument in command.get_arguments() {
                used.push_str(&argument.get_help().map(ToString::to_string).unwrap_or_default());
            }
        });
        for (key, text) in COMMANDS.iter().chain(&ARGUMENTS) {
            assert!(used.contains(text), "{key}");
        }
    }
}
