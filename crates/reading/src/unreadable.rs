//! Why a document cannot be read.

/// Why a document cannot be read: one sentence what, one what to do (Chinese), and a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No text in it.
    #[error("文件是空的。请换一份有正文的文件。")]
    Empty,
    /// Longer than [`crate::MAX_DOCUMENT_BYTES`].
    #[error("文件超过20兆字节。请拆分后再读。")]
    TooLarge,
    /// An image.
    #[error("文件是图片，没有文字。请先识别成文字再读。")]
    Picture,
    /// Pages that are images of paper.
    #[error("文件是扫描件，没有文字层。请先识别成文字（OCR）再读。")]
    Scanned,
    /// Bytes that are no text of any known format.
    #[error("文件不是文字材料。请换成docx、pdf、xlsx、html或txt文件。")]
    NotText,
    /// Text in a charset that cannot be told.
    #[error("文件的文字编码无法识别。请另存为UTF-8再读。")]
    UnknownCharset,
    /// Marked 绝密, 机密 or 秘密.
    #[error("文件标有密级，本系统不得处理涉密文件。请按保密规定办理，并从本机删除。")]
    MarkedSecret,
    /// Locked with a password.
    #[error("文件加了密码。请去掉密码后再读。")]
    Encrypted,
    /// Word's formats before 2007: doc, wps, rtf, and the XML of 2003.
    #[error("文件是旧版Word、WPS或RTF格式。请另存为docx再读。")]
    OldWord,
    /// Excel's formats before 1997, its XML of 2003 and its binary workbook (xlsb).
    #[error("文件是少见的Excel格式。请另存为xlsx再读。")]
    OldSheet,
    /// A container of a known format that is damaged.
    #[error("文件已损坏。请重新导出后再读。")]
    Damaged,
    /// An OFD document.
    #[error("文件是OFD版式文件。请转换成PDF或docx再读。")]
    Ofd,
    /// An archive of files.
    #[error("文件是压缩包。请解压后逐个再读。")]
    Archive,
    /// A format that is not read yet.
    #[error("暂不支持这种格式。请另存为docx、pdf、xlsx或txt再读。")]
    Unsupported,
}

impl Unreadable {
    /// The stable code for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Picture => "picture",
            Self::Scanned => "scanned",
            Self::NotText => "not_text",
            Self::UnknownCharset => "unknown_charset",
            Self::MarkedSecret => "marked_secret",
            Self::Encrypted => "encrypted",
            Self::OldWord => "old_word",
            Self::OldSheet => "old_sheet",
            Self::Damaged => "damaged",
            Self::Ofd => "ofd",
            Self::Archive => "archive",
            Self::Unsupported => "unsupported_format",
        }
    }
}
