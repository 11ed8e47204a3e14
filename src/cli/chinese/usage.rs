//! What is wrong with a command line, in Chinese.

use super::texts::FORMS;
use super::{choice, text};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for a command line that cannot be followed.
pub fn usage_error(error: &clap::Error) -> String {
    let one = |kind| error.get(kind).and_then(|value| values(value).into_iter().next());
    let all = |kind| error.get(kind).map(values).unwrap_or_default();
    let argument = one(ContextKind::InvalidArg).unwrap_or_default();
    let value = one(ContextKind::InvalidValue).unwrap_or_default();
    let told = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", one(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项或参数"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面缺少取值"),
        ErrorKind::InvalidValue => format!("“{argument}”不能取“{value}”"),
        ErrorKind::ValueValidation => {
            let name = argument.split([' ', '=']).next().unwrap_or_default();
            let form = text(&FORMS, name.trim_matches(['<', '>', '[', ']', '.']));
            let form = form.map_or_else(String::new, |form| format!("，应为{form}"));
            format!("“{argument}”的值“{value}”不对{form}")
        }
        ErrorKind::MissingRequiredArgument => {
            format!("缺少{}", quoted(&all(ContextKind::InvalidArg)))
        }
        ErrorKind::ArgumentConflict if all(ContextKind::PriorArg).contains(&argument) => {
            format!("“{argument}”只能写一次")
        }
        ErrorKind::ArgumentConflict => {
            format!("“{argument}”不能与{}同时使用", quoted(&all(ContextKind::PriorArg)))
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidUtf8 => "参数中有不是 UTF-8 编码的文字".to_owned(),
        ErrorKind::NoEquals => format!("“{argument}”与取值之间应写“=”"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”的取值个数不对")
        }
        _ => "无法识别这条命令".to_owned(),
    };
    let mut message = format!("错误：{told}\n");
    let similar: Vec<String> =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .into_iter()
            .flat_map(all)
            .collect();
    let allowed: Vec<String> = all(ContextKind::ValidValue).iter().map(|name| choice(name)).collect();
    if !similar.is_empty() {
        message.push_str(&format!("\n  是不是{}？\n", quoted(&similar)));
    } else if !allowed.is_empty() {
        message.push_str(&format!("\n  可以取：{}\n", allowed.join("、")));
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        message.push_str(&format!("\n用法：{}\n", usage.replace("[OPTIONS]", "[选项]")));
    }
    message.push_str("\n详细说明：planpress --help\n");
    message
}

fn values(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::String(text) => vec![text.clone()],
        ContextValue::Strings(texts) => texts.clone(),
        ContextValue::StyledStr(text) => vec![text.to_string()],
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect(),
        ContextValue::Number(number) => vec![number.to_string()],
        ContextValue::Bool(_) | ContextValue::None => Vec::new(),
        _ => Vec::new(),
    }
}

/// “甲”“乙”.
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、")
}
