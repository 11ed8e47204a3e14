//! What is wrong with a site as a whole: its settings, its theme, its addresses, its archive, what its portal asks for.
//!
//! Decides nothing: what is wrong was settled where it was found.

use super::code::{Code, findings};
use super::particulars::{ContentFault, RootFolderFault, SealedChange, Thing};
use super::portal::{FooterItem, PortalForm};
use super::words::{Words, arrows, choose, detail, did_you_mean, list, quote, quote_lines, say};

findings! {
    /// What about the site as a whole: its settings, theme, addresses, archive.
    pub enum SiteFault;

    /// An old address that lies outside of the body whose document claims it.
    AliasOutside { alias: String, own: Option<String>, to: String } = "alias-outside", Error always;
    message match own {
        Some(own) => say!("the old address {} lies outside of {}", "旧网址 {} 不在本部门的 {} 之下", quote(alias), quote(own)),
        None => say!("the old address {} lies below another body's", "旧网址 {} 在某一部门的网址之下", quote(alias)),
    };
    help "leave it out here, and put it in `site.yaml`: `moved:` with `{}: {}`; what moves across bodies is the site's",
        "请从这里删去，写在 `site.yaml` 的 `moved:` 之下：`{}: {}`。跨部门的网址变动由全站统一写明", alias, to;
    examples
        { alias: "/plan/2019/".into(), own: Some("/health/".into()), to: "/health/2019/".into() }
        { alias: "/health/about/".into(), own: None, to: "/about/".into() };

    /// `root_files` in `site.yaml` names a folder that cannot be published at the root.
    BadRootFiles { fault: RootFolderFault } = "bad-root-files", Error always;
    message fault.words();
    help "make a folder beside `content`, such as `root`, with the files in it, and write `root_files: root`; or take the key out",
        "请在 `content` 旁边建一个文件夹（如 `root`），放入这些文件，写 `root_files: root`；用不着的，删去这个键";
    examples
        { fault: RootFolderFault::Missing("root".into()) }
        { fault: RootFolderFault::Empty("root".into()) }
        { fault: RootFolderFault::NotPlain("../root".into()) }
        { fault: RootFolderFault::Taken("content".into()) };

    /// Something in the archive is not as it was sealed.
    BrokenSeal { reason: Words } = "broken-seal", Error always;
    message "the archive does not hold: {}", "归档核验不通过：{}", reason;
    help "nothing is built from an archive that was changed; bring it back as it was, from version control or a copy; \
         `planpress verify` lists all that is wrong",
        "归档内容有改动时不生成站点；请从版本库或备份恢复原样；`planpress verify` 会列出全部问题";
    examples {
        reason: Words::new(
            "data/site/2016/index.html: altered: its bytes are not those that were sealed",
            "data/site/2016/index.html：已被改动：与封存时的字节不同",
        ),
    };

    /// Two sources for one address.
    DuplicateAddress { address: String, other: String } = "duplicate-address", Error always;
    message "the address {} is already taken by {}", "网址 {} 已由 {} 占用", quote(address), quote(other);
    help if address.contains("/units/") && !address.ends_with("/units/") {
        say!(
            "write a unit in the same way everywhere (its page's address is its name without punctuation)",
            "同一单位各处写法应一致（单位页面的网址取自单位名称，不计标点）"
        )
    } else {
        say!(
            "rename one of the two (the address is the file's name without the number in front), or correct `aliases`",
            "请将其中一个改名（网址取自文件名，不含前面的序号），或更正 `aliases`"
        )
    };
    examples { address: "/2016/market/".into(), other: "content/2016/03-market.md".into() };

    /// A plan that must be published from its bag, and whose bag is not in the archive: it stands in `sealed:`, or was
    /// published from a bag. No plan where it is not known which were.
    MissingBag { plan: Option<String>, listed: bool } = "missing-bag", Error always;
    message match plan {
        Some(plan) if *listed => say!(
            "{} must be published from its bag, and the archive holds none of it",
            "{} 应由归档包发布，但归档目录中没有它的归档包",
            quote(plan)
        ),
        Some(plan) => say!(
            "{} was published from its bag, and the archive holds none of it any more",
            "{} 此前由归档包发布，现在归档目录中已没有它的归档包",
            quote(plan)
        ),
        None => say!(
            "sealed plans are published, and the archive holds no bag",
            "已发布的内容中有归档的计划，但归档目录中没有归档包"
        ),
    };
    help if *listed {
        say!(
            "bring its bag back from version control or a copy, or take the entry out",
            "请从版本库或备份恢复归档包，或删去这一项"
        )
    } else {
        say!(
            "bring `archive/` back from version control or a copy (is a drive not mounted?); to publish anew from \
             `content/`, remove the output folder first",
            "请从版本库或备份恢复 `archive/`（是否有磁盘未挂载？）；确要改由 `content/` 重新发布，请先删除输出目录"
        )
    };
    examples
        { plan: Some("2016".into()), listed: false }
        { plan: Some("city/2016".into()), listed: true }
        { plan: None, listed: false };

    /// The folder of sources is not there, or holds no text.
    MissingContent { fault: ContentFault } = "missing-content", Error always;
    message fault.words();
    help match fault {
        ContentFault::Series(_) => say!(
            "is its folder not fetched, or renamed? To take the series off the site, remove its last good sources too: its \
             folder in `.public.planpress-good`",
            "请检查该文件夹是否未取到或已改名；确要从站点撤下该系列的，请一并删除 `.public.planpress-good` 中它的文件夹"
        ),
        _ => say!(
            "nothing is built, and what was published stays as it is; is a drive not mounted, or was the command given in \
             another folder?",
            "没有生成任何内容，已发布的内容保持原样；请检查磁盘是否已挂载，是否在其他文件夹中运行了命令"
        ),
    };
    examples
        { fault: ContentFault::Series("content/health".into()) }
        { fault: ContentFault::Missing }
        { fault: ContentFault::Dangling("/mnt/plans/content".into()) }
        { fault: ContentFault::NotAFolder }
        { fault: ContentFault::Empty };

    /// A site that stands alone and whose footer lacks what a government website's footer carries.
    MissingFooterItem { items: Vec<FooterItem> } = "missing-footer-item", Warning;
    message {
        let (english, chinese): (Vec<_>, Vec<_>) =
            items.iter().map(|item| item.words()).map(|words| (words.english, words.chinese)).unzip();
        let english = match english.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => english.concat(),
        };
        let all = Words::new(english, chinese.join("、"));
        say!("the footer of a site that stands alone lacks {}", "独立网站的页脚缺少：{}", all)
    };
    help "give {} in `site.yaml`", "请在 `site.yaml` 中填写 {}", list(items.iter().map(|item| item.key()));
    examples
        { items: vec![FooterItem::Icp] }
        { items: vec![FooterItem::Badge, FooterItem::IdCode, FooterItem::Icp, FooterItem::Police] }
        { items: vec![FooterItem::Sponsor, FooterItem::Contact, FooterItem::ReportErrors, FooterItem::Accessibility] };

    /// Values that a government portal asks of its pages and that are not given.
    MissingPortalValue { keys: Vec<String>, of: Thing } = "missing-portal-value", Warning;
    message if *of == Thing::Site {
        say!(
            "{} lacks what fragments and embeds need: {}",
            "{}缺少正文片段和嵌入代码需要的内容：{}",
            of.words(),
            list(keys.iter().map(String::as_str))
        )
    } else {
        say!(
            "{} lacks what a government portal asks for: {}",
            "{}缺少政府门户网站要求的内容：{}",
            of.words(),
            list(keys.iter().map(String::as_str))
        )
    };
    help if *of == Thing::Site {
        say!(
            "add `base_url`: fragments and embeds stand elsewhere, so their links begin with it, and none are written without",
            "请填写 `base_url`：正文片段和嵌入的指标用在别处，其中的链接要以此开头，未填写时不输出"
        )
    } else {
        say!(
            "add {}; pages leave out a tag that has no value",
            "请填写 {}；没有内容的网页标签不会输出",
            list(keys.iter().map(String::as_str))
        )
    };
    examples
        { keys: vec!["published".into(), "source".into()], of: Thing::Plan }
        { keys: vec!["site_id_code".into()], of: Thing::Under("portal".into()) }
        { keys: vec!["base_url".into()], of: Thing::Site };

    /// No `site.yaml` in a folder that should be a site's.
    MissingSite { folder: String } = "missing-site", Error always;
    message "there is no `site.yaml` in {}", "文件夹 {} 中没有 `site.yaml`", quote(folder);
    help "name the site's folder with `--root`, or make a new site with `planpress init`",
        "请用 `--root` 指明站点所在文件夹，或用 `planpress init` 新建站点";
    examples { folder: "plans".into() };

    /// An entry of `moved:` that leads back to itself.
    MovedInCircles { from: String } = "moved-in-circles", Error always;
    message "{} leads back to itself", "{} 最后又指回自己", quote(from);
    help "write the address where the page is now on the right", "右边请写页面现在的网址";
    examples { from: "/plan/".into() };

    /// An entry of `moved:` that moves nothing.
    MovedNothing { from: String } = "moved-nothing", Warning;
    message "there is nothing that {} could lead to: every address below it has a page of its own",
        "{} 没有起作用：它之下的网址都已有页面", quote(from);
    help "leave the entry out", "请删去这一行";
    examples { from: "/plan/".into() };

    /// An entry of `moved:` whose new address has no page.
    MovedNowhere { target: String, similar: Option<String> } = "moved-nowhere", Error always;
    message "there is no page at {}, nor below it", "{} 没有页面，其下也没有", quote(target);
    help match similar {
        Some(similar) => did_you_mean(similar),
        None => say!("write the address where the page is now on the right", "右边请写页面现在的网址"),
    };
    examples
        { target: "/helth/".into(), similar: Some("/health/".into()) }
        { target: "/x/".into(), similar: None };

    /// A value that has another form than government portals expect.
    PortalValue { key: String, value: String, form: PortalForm } = "portal-value", Warning;
    message "{} {}: {}", "{} {}：{}", quote(key), form.words(), quote(value);
    help form.help();
    examples
        { key: "site_id_code".into(), value: "130400000".into(), form: PortalForm::IdCode }
        { key: "site_domain".into(), value: "https://www.example.gov.cn".into(), form: PortalForm::Domain }
        { key: "police".into(), value: "京公网安备1104010270006号".into(), form: PortalForm::Police }
        { key: "badge".into(), value: "bszs.conac.cn".into(), form: PortalForm::Address }
        { key: "subject".into(), value: "政务公开".into(), form: PortalForm::Subject };

    /// A source of a sealed plan differs from the sealed one; what is published is the sealed one.
    SealedSource { plan: String, change: SealedChange } = "sealed-source", Warning;
    message "{} is sealed, and {}", "{} 已归档，{}", quote(plan), change.words();
    help {
        let sealed = match change {
            SealedChange::Lines(lines) | SealedChange::Removed(lines) if !lines.is_empty() => {
                say!("sealed was: {}; ", "归档内容为：{}；", quote_lines(lines))
            }
            _ => Words::default(),
        };
        say!(
            "{0}readers see the sealed plan, not this; to publish the change, seal the plan again: \
             `planpress archive {1} --amend --reason …`; to undo it, take the sealed files: \
             `planpress archive --restore {1} --to DIR`",
            "{0}对外发布的是归档内容，这里的改动不会发布；确需更正的，请重新归档：\
             `planpress archive {1} --amend --reason 理由`；属于误改的，请取回归档时的文件：\
             `planpress archive --restore {1} --to 目录`",
            sealed,
            plan
        )
    };
    examples
        { plan: "2016".into(), change: SealedChange::Lines("培育12家以上众创空间。".into()) }
        { plan: "2016".into(), change: SealedChange::Lines(String::new()) }
        { plan: "2016".into(), change: SealedChange::Removed("培育12家以上众创空间。".into()) }
        { plan: "2016".into(), change: SealedChange::More(1) }
        { plan: "2016".into(), change: SealedChange::More(2) }
        { plan: "2016".into(), change: SealedChange::Unseen }
        { plan: "2016".into(), change: SealedChange::Bytes }
        { plan: "2016".into(), change: SealedChange::Missing }
        { plan: "2016".into(), change: SealedChange::Added };

    /// A template failed, in the template engine's words; `page` is the page being rendered, if one was.
    TemplateError { detail: String, page: Option<String> } = "template-error", Error always;
    message match page {
        Some(page) => say!(
            "the template failed on the page {}: {}",
            "生成页面 {} 时模板出错，模板程序的说明为：{}",
            quote(page),
            self::detail(detail)
        ),
        None => say!(
            "the template cannot be used: {}",
            "模板无法使用，模板程序的说明为：{}",
            self::detail(detail)
        ),
    };
    help "show this to whoever looks after the theme", "请将本条信息转交主题维护人员";
    examples
        { detail: "unknown variable `plan`".into(), page: Some("/2016/".into()) }
        { detail: "unexpected end of input".into(), page: None };

    /// A chain of themes that leads back to itself.
    ThemeCycle { chain: Vec<String> } = "theme-cycle", Error always;
    message "the theme extends itself: {}", "主题循环继承：{}", arrows(chain);
    help "take `extends` out of one of these themes' `theme.yaml`",
        "请从其中一个主题的 `theme.yaml` 中删去 `extends`";
    examples { chain: vec!["a".into(), "b".into(), "a".into()] };

    /// A plan that `site.yaml` features and that the site does not publish.
    UnknownPlan { plan: String, known: Vec<String> } = "unknown-plan", Warning;
    message "there is no published plan {}", "没有已发布的计划 {}", quote(plan);
    help choose(plan, known, "there");
    examples
        { plan: "city/2062".into(), known: vec!["city/2025".into(), "city/2026".into()] }
        { plan: "x".into(), known: Vec::new() };

    /// A theme that is not there; `known` lists those that are.
    UnknownTheme { name: String, known: Vec<String> } = "unknown-theme", Error always;
    message "there is no theme {}", "没有名为 {} 的主题", quote(name);
    help choose(name, known, "there");
    examples
        { name: "gvo".into(), known: vec!["city".into(), "gov".into()] }
        { name: "x".into(), known: Vec::new() };

    /// A value that becomes a link and names no place on the web: a script, data, a file.
    UnsafeAddress { key: String, value: String } = "unsafe-address", Error always;
    message "{} cannot link to {}", "{} 不能链接到 {}", quote(key), quote(value);
    help "write the address of a page, such as `https://www.example.gov.cn/`",
        "请填写网页地址，如 `https://www.example.gov.cn/`";
    examples { key: "badge".into(), value: "javascript:alert(1)".into() };
}
