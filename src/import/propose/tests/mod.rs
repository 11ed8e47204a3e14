//! Promises of short plans.

mod laws;

use super::*;

fn plan(body: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let index = "---\ntitle: 工作要点\nkind: plan\nyear: 2026\n---\n";
    files.insert("_index.md".to_owned(), index.as_bytes().to_vec());
    files.insert("01-a.md".to_owned(), format!("---\ntitle: 重点工作\n---\n\n{body}\n").into_bytes());
    files
}

/// Each proposal of a text as name=figure.
fn found(body: &str) -> Vec<String> {
    let read = propose(&plan(body), 2026);
    read.proposed.iter().map(|own| format!("{}={}", own.name, own.figure)).collect()
}

#[test]
fn the_issue_s_sentences() {
    for (text, expected) in [
        (
            "计划培育省级创新型试点示范企业和高新技术企业12家以上。",
            "省级创新型试点示范企业和高新技术企业=12家以上",
        ),
        ("技术合同成交额达到50亿元。", "技术合同成交额=50亿元"),
        ("全年新增高新技术企业30家以上。", "新增高新技术企业=30家以上"),
        (
            "省、市、区级企业技术研究开发中心分别建设2家、6家、8家。",
            "省级企业技术研究开发中心=2家 市级企业技术研究开发中心=6家 区级企业技术研究开发中心=8家",
        ),
        ("研发投入占比达到3.1%。", "研发投入占比=3.1%"),
    ] {
        assert_eq!(found(text).join(" "), expected, "{text}");
    }
}

/// A text of `tests/import/promises` with its labels: name, words, target and unit; `?` before a name that nobody can tell.
struct Labelled {
    file: String,
    body: String,
    labels: Vec<[String; 4]>,
}

fn labelled() -> Vec<Labelled> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/promises");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let (body, labels) = text.split_once("\n-----\n").unwrap();
        let label = |line: &str| {
            let parts: Vec<String> = line.split('|').map(str::to_owned).collect();
            <[String; 4]>::try_from(parts).unwrap()
        };
        Labelled {
            file: path.file_name().unwrap().to_string_lossy().into_owned(),
            body: body.to_owned(),
            labels: labels.lines().map(label).collect(),
        }
    };
    paths.into_iter().map(read).collect()
}

/// Targets of a new plan as (name, what it says, unit), in the order of the text.
fn targets(read: &Proposals, files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let mut whole = files.clone();
    whole.extend(read.files.clone());
    let plan = read_files(&whole, 2026);
    let all: Vec<_> = plan.iter().flat_map(PlanFile::indicators).collect();
    let of = |own: &ProposedIndicator| {
        let indicator = all.iter().find(|indicator| indicator.id == own.id).unwrap();
        (own.name.clone(), said(&indicator.target.clone().unwrap()))
    };
    read.proposed.iter().map(of).collect()
}

fn said(target: &crate::model::target::Target) -> String {
    crate::model::target::Target { kind: target.kind.clone(), phrase: None }.chinese().replace(' ', "")
}

#[test]
fn labelled_texts() {
    let (mut told, mut labels, mut proposals, mut right, mut names, mut named) =
        (String::new(), 0, 0, 0, 0, 0);
    for text in labelled() {
        let files = plan(&text.body);
        let read = propose(&files, 2026);
        let mut found = targets(&read, &files);
        proposals += found.len();
        labels += text.labels.len();
        for [name, words, target, unit] in &text.labels {
            let unit = Some(unit.as_str()).filter(|unit| !unit.is_empty());
            let target =
                crate::model::target::Target::read(if target.is_empty() { words } else { target }, unit);
            let expected = target.map(|target| said(&target)).unwrap_or_else(|_| words.clone());
            let by_name = found.iter().position(|(own, target)| own == name && *target == expected);
            let place = by_name.or_else(|| found.iter().position(|(_, target)| *target == expected));
            let Some(place) = place else {
                told.push_str(&format!("{} missed {name} {expected}\n", text.file));
                continue;
            };
            right += 1;
            let (own, _) = found.remove(place);
            if !name.starts_with('?') {
                named += 1;
                names += usize::from(&own == name);
                if own != *name {
                    told.push_str(&format!("{} named {own} for {name}\n", text.file));
                }
            }
        }
        for (name, target) in found {
            told.push_str(&format!("{} too many: {name} {target}\n", text.file));
        }
        for doubt in read.doubtful {
            told.push_str(&format!("{} doubtful: {} ({})\n", text.file, doubt.figure, doubt.why.chinese));
        }
    }
    let summary = format!("{right} of {labels} labels, {proposals} proposals; {names} of {named} names");
    println!("{told}{summary}");
    assert!(right * 100 >= labels * 98 && right * 100 >= proposals * 98, "{told}{summary}");
    assert!(names * 100 >= named * 95, "{told}{summary}");
}

#[test]
fn figures_have_the_names_of_what_they_count() {
    for (text, expected) in [
        ("新建3家乡镇卫生院中医馆，建成7701张家庭病床。", "新建乡镇卫生院中医馆=3家 家庭病床=7701张"),
        ("为2600户特殊困难老年人家庭实施适老化改造。", "特殊困难老年人家庭适老化改造=2600户"),
        ("疏浚河道56条260公里。", "疏浚河道=56条 疏浚河道（公里）=260公里"),
        (
            "推进亿元以上技改项目25个，建成日处理能力5万吨的污水处理厂1座。",
            "亿元以上技改项目=25个 日处理能力5万吨的污水处理厂=1座",
        ),
        (
            "小学、初中起始年级班额分别控制在45人、50人以内。",
            "小学起始年级班额=控制在45人 初中起始年级班额=50人以内",
        ),
        ("改造渠道、涵闸分别完成68公里、25座。", "改造渠道=68公里 涵闸=25座"),
        (
            "接待游客850万人次，旅游收入62亿元，分别增长12%和15%。",
            "接待游客=850万人次 旅游收入=62亿元 接待游客增长=12% 旅游收入增长=15%",
        ),
        ("城乡居民收入分别增长6%、7%。", "城镇居民收入=6% 农村居民收入=7%"),
        ("培育创新平台5个（其中省级3个）。", "创新平台=5个 省级创新平台=3个"),
        ("软件产业增速高于全市3个百分点。", "软件产业增速=高于全市3个百分点"),
        ("残疾人两项补贴标准不低于当地居民收入的60%。", "残疾人两项补贴标准占当地居民收入的比例=60%"),
        ("时限压缩至法定时限的25%以内。", "时限占法定时限的比例=25%以内"),
        ("每个派出所至少配备2名社区民警。", "每个派出所配备社区民警=2名"),
        ("高新技术企业数量，力争达到120家。", "高新技术企业数量=120家"),
        ("跨境电商交易额突破35亿元，占比达两成。", "跨境电商交易额=突破35亿元 跨境电商交易额占比=两成"),
        ("技术合同成交额增长15%、突破12亿元。", "技术合同成交额=增长15% 技术合同成交额（亿元）=突破12亿元"),
        ("全年为企业减负200亿元以上。", "为企业减负=200亿元以上"),
        ("全市综合创新水平进入全国前三，创新能力位居全省前10位。", "综合创新水平=前三 创新能力=前10位"),
        (
            "城乡居民收入比缩小到2.27:1，销售额翻一番，培育企业3—5家。",
            "城乡居民收入比=2.27:1 销售额=翻一番 培育企业=3—5家",
        ),
        ("1.新建消防站2座；⑩增配消防车6辆。", "新建消防站=2座 增配消防车=6辆"),
        ("完成4个“无废工厂”、20个“无废小区”建设。", "“无废工厂”=4个 “无废小区”建设=20个"),
        ("贷款贴息比例由50%提高到80%，参加企业30家。", "贷款贴息比例=80% 参加企业=30家"),
        ("由区科技局牵头，新增高新技术企业30家，企业参与率达到80%。", "新增高新技术企业=30家 企业参与率=80%"),
        (
            "改扩建幼儿园6所，其中城区4所、乡镇2所。",
            "改扩建幼儿园=6所 改扩建幼儿园（城区）=4所 改扩建幼儿园（乡镇）=2所",
        ),
        ("每千人口拥有医师3.6人、护士4.2人。", "每千人口拥有医师=3.6人 每千人口拥有护士=4.2人"),
        ("基础养老金每人每月提高到180元。", "基础养老金（每人每月）=180元"),
        ("高新技术企业净增30家、总数突破200家。", "净增高新技术企业=30家 高新技术企业总数=突破200家"),
        ("新增专精特新企业省级5家、国家级2家。", "新增省级专精特新企业=5家 国家级专精特新企业=2家"),
        ("实施技改项目50个，其中亿元以上10个。", "技改项目=50个 技改项目（亿元以上）=10个"),
        ("创办10家以上的党支部领办合作社。", "党支部领办合作社=10家以上"),
        ("战略性新兴产业增加值年均增长10%以上。", "战略性新兴产业增加值=年均增长10%以上"),
    ] {
        assert_eq!(found(text).join(" "), expected, "{text}");
    }
}

#[test]
fn what_promises_nothing_is_not_proposed() {
    for text in [
        "去年完成技术合同登记30项，成交额12亿元。",
        "截至目前，全区已有高新技术企业108家。",
        "2025年，新增规上工业企业18家。",
        "力争三年内完成改造，近五年来持续投入。",
        "按照国发〔2024〕12号文件第5条规定，于6月30日前报送。",
        "联系电话：0571-8765432，办公地点：3号楼205室。",
        "排查企业2000多家，涉及十几个部门、三个系统。",
        "> 上级要求新增企业30家。",
        "## 新增企业30家",
        "`新增企业30家`",
    ] {
        let read = propose(&plan(text), 2026);
        assert_eq!((read.proposed.len(), read.files.len()), (0, 0), "{text}: {:?}", read.proposed);
    }
    let review = "## 一、2025年工作回顾\n\n### （一）经济稳中有进\n\n新增企业30家。\n\n## 二、2026年工作安排\n\n新增企业35家。";
    assert_eq!(found(review), ["新增企业=35家"]);
}

#[test]
fn what_is_doubtful_is_listed_with_its_reason() {
    for (text, figure, why) in [
        ("新增省级示范校1、市级示范校2、区级示范校3所。", "3所", "并列"),
        ("城中村改造项目总投资86亿元。", "86亿元", "规模"),
        ("高新技术企业达到120家。后文另称高新技术企业达到130家。", "130家", ""),
        ("确保达到30家。", "30家", "看不出"),
        ("新增企业[30家](a.md)。", "30家", "链接"),
        ("充分发挥500万元专项资金作用。", "500万元", "规模"),
        ("对首次认定的高新技术企业给予20万元奖励。", "20万元", "奖补"),
        ("对新设研发机构最高给予一次性50万元资金支持。", "50万元", "奖补"),
        ("对入库企业每家奖励3万元。", "3万元", "奖补"),
        ("按照不低于上年度财政支出3%的比例安排资金。", "3%", "标准"),
        ("组建由15家企业、3所高校组成的创新联合体。", "15家", "规模"),
        ("财政总收入和一般公共预算收入均增长8%以上。", "8%以上", "并列"),
    ] {
        let read = propose(&plan(text), 2026);
        let told = read.doubtful.iter().any(|own| own.figure == figure && own.why.chinese.contains(why));
        let proposed = read.proposed.iter().any(|own| own.figure == figure);
        assert!(told || (why.is_empty() && proposed), "{text}: {:?} {:?}", read.doubtful, read.proposed);
    }
    // Another figure of the same name is never joined to it.
    let read = propose(&plan("高新技术企业达到120家。\n\n高新技术企业达到130家。"), 2026);
    assert_eq!(read.proposed.len(), 1);
    assert_eq!((read.doubtful[0].figure.as_str(), read.doubtful[0].line), ("130家", 7));
}

#[test]
fn entries_and_links_are_written() {
    let mut files = plan(
        "6月底前建成研发平台8家以上，力争10家。全年新增高新技术企业**30家**以上。\n\n研发平台达到8家以上。",
    );
    let own = "---\ntitle: 企业\nindicators:\n  - id: gaoxin-jishu-qiye # 已有\n    name: 高新技术企业\n    target: 120家\ndue: 年底\n---\n\n高新技术企业达到120家，培育瞪羚企业4家。\n";
    files.insert("02-b.md".to_owned(), own.as_bytes().to_vec());
    let read = propose(&files, 2026);
    let text = |name: &str| String::from_utf8(read.files[name].clone()).unwrap();
    assert_eq!(
        text("01-a.md"),
        "---\ntitle: 重点工作\nindicators:\n  - id: yanfa-pingtai\n    name: 研发平台\n    unit: 家\n    target: 8家以上\n    stretch: 10家\n    due: 6月底前\n    proposed: true\n---\n\n6月底前建成研发平台[8家以上](indicator:yanfa-pingtai)，力争10家。全年新增高新技术企业**30家**以上。\n\n研发平台达到[8家以上](indicator:yanfa-pingtai)。\n"
    );
    assert_eq!(
        text("02-b.md"),
        "---\ntitle: 企业\nindicators:\n  - id: gaoxin-jishu-qiye # 已有\n    name: 高新技术企业\n    target: 120家\n  - id: dengling-qiye\n    name: 瞪羚企业\n    unit: 家\n    target: 4家\n    proposed: true\ndue: 年底\n---\n\n高新技术企业达到[120家](indicator:gaoxin-jishu-qiye)，培育瞪羚企业[4家](indicator:dengling-qiye)。\n"
    );
}

#[test]
fn what_is_proposed_passes_the_project_s_own_checks() {
    use crate::diagnostic::Severity;
    use crate::output::NullSink;
    use crate::pipeline::{Options, SearchIndex, Session};
    use crate::progress::Silent;
    use crate::source::assemble::Drafts;
    use crate::source::cache::DirtyFiles;
    let mut files = plan("全年工作如下。");
    for text in labelled() {
        let whole = format!("---\ntitle: {}\n---\n\n{}\n", text.file, text.body);
        files.insert(text.file, whole.into_bytes());
    }
    let read = propose(&files, 2026);
    files.extend(read.files.clone());
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = site.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write("site.yaml", "title: 工作要点\n".as_bytes());
    write("content/_index.md", "---\ntitle: 工作要点\n---\n\n工作要点。\n".as_bytes());
    for (name, bytes) in &files {
        write(&format!("content/2026/{name}"), bytes);
    }
    let options = Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, ..Options::default() };
    let mut session = Session::new(site.path().to_owned(), options);
    let report = session.run(&DirtyFiles::All, &NullSink, &Silent).unwrap();
    let told = |own: &&crate::diagnostic::Diagnostic| {
        let code = own.code().to_string();
        own.severity == Severity::Error
            || code.starts_with("figure")
            || code == "duplicate-name"
            || code == "unit-changed"
    };
    let wrong: Vec<String> = report
        .diagnostics
        .iter()
        .filter(told)
        .map(|own| format!("{:?} {:?}", own.finding, own.place.as_ref().map(|place| &place.excerpt)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
