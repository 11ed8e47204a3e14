//! Why a file is no document that can be read, in words for who imports it.

use super::ReadFault;
use super::xml::XmlFault;
use crate::diagnostic::words::say;

/// The file is damaged: in its zip, or in one of its parts.
pub fn damaged(part: &str) -> ReadFault {
    ReadFault::Unreadable(if part.is_empty() {
        say!(
            "the file is damaged; open it in Word or WPS, let it be repaired, and save it again as .docx",
            "文件已损坏；请用 Word 或 WPS 打开并修复，再另存为 .docx"
        )
    } else {
        say!(
            "the file is damaged ({part}); open it in Word or WPS, let it be repaired, and save it again as .docx",
            "文件已损坏（{part}）；请用 Word 或 WPS 打开并修复，再另存为 .docx",
        )
    })
}

/// The file unpacks to more than any document.
pub fn too_large() -> ReadFault {
    ReadFault::Unreadable(say!(
        "the file unpacks to far more than a document holds, and is not read",
        "文件解压后远超正常文档的大小，不予读取"
    ))
}

/// Its elements are nested as in no document.
pub fn too_deep() -> ReadFault {
    ReadFault::Unreadable(say!(
        "the file is nested far deeper than a document, and is not read",
        "文件内部嵌套层数远超正常文档，不予读取"
    ))
}

/// It has a document type: Word and WPS write none.
pub fn entities(part: &str) -> ReadFault {
    ReadFault::Unreadable(say!(
        "the file has a document type or entities ({part}), which no word processor writes, and is not read",
        "文件（{part}）含有文档类型声明或实体，不是文字处理软件生成的，不予读取",
    ))
}

/// It is protected by a password.
pub fn password() -> ReadFault {
    ReadFault::Unreadable(say!(
        "the file is protected by a password; open it and save it without one (Word: 文件 → 信息 → 保护文档 → 用密码进行加密; WPS: 文件 → 文档加密 → 密码加密; leave the password empty)",
        "文件设有打开密码；请打开后取消密码再保存（Word：文件 → 信息 → 保护文档 → 用密码进行加密；WPS：文件 → 文档加密 → 密码加密；将密码清空）"
    ))
}

/// It is a spreadsheet.
pub fn spreadsheet() -> ReadFault {
    ReadFault::Unreadable(say!(
        "this is a spreadsheet, not a text document; copy its table into a document, and save that as .docx",
        "这是电子表格，不是文字文档；请将表格复制到文档中，另存为 .docx"
    ))
}

/// It is a presentation.
pub fn presentation() -> ReadFault {
    ReadFault::Unreadable(say!(
        "this is a presentation, not a text document; save its text as .docx",
        "这是演示文稿，不是文字文档；请将其中文字另存为 .docx"
    ))
}

/// It is an OpenDocument text.
pub fn open_document() -> ReadFault {
    ReadFault::Unreadable(say!(
        "this is an OpenDocument text (.odt); open it and save it as .docx",
        "这是 OpenDocument 文本（.odt）；请打开后另存为 .docx"
    ))
}

/// It is a zip, but holds no document.
pub fn no_document() -> ReadFault {
    ReadFault::Unreadable(say!(
        "the file is a zip without a Word document in it",
        "文件是压缩包，其中没有 Word 文档"
    ))
}

/// It is neither a zip nor anything else that is known.
pub fn no_zip() -> ReadFault {
    ReadFault::Unreadable(say!(
        "this is no Word document (.docx); open it in Word or WPS and save it as .docx",
        "不是 Word 文档（.docx）；请用 Word 或 WPS 打开，另存为 .docx"
    ))
}

/// It is empty.
pub fn empty() -> ReadFault {
    ReadFault::Unreadable(say!("the file is empty", "文件为空"))
}

/// It is a binary document of Word 97 to 2003 or of WPS.
pub fn binary_document() -> ReadFault {
    ReadFault::Unreadable(say!(
        "this is a document in the older format (.doc or .wps); open it and save it as .docx (Word: 文件 → 另存为 → Word 文档 (*.docx); WPS: 文件 → 另存为 → Microsoft Word 文件 (*.docx))",
        "这是旧格式文档（.doc 或 .wps）；请打开后另存为 .docx（Word：文件 → 另存为 → Word 文档（*.docx）；WPS：文件 → 另存为 → Microsoft Word 文件（*.docx））"
    ))
}

/// It is a document of Microsoft Works, which shares only the name `.wps` with Kingsoft's.
pub fn works() -> ReadFault {
    ReadFault::Unreadable(say!(
        "this is a document of Microsoft Works, not of WPS Office; open it in a program that reads Works files and save it as .docx",
        "这是 Microsoft Works 的文档，不是金山 WPS 的文档；请用能打开 Works 文件的软件打开，另存为 .docx"
    ))
}

/// What a fault in a part says of the file.
pub fn of_xml(fault: XmlFault, part: &str) -> ReadFault {
    match fault {
        XmlFault::Malformed => damaged(part),
        XmlFault::Entities => entities(part),
        XmlFault::TooDeep => too_deep(),
    }
}
