//! Ids: the seq of the event that made the thing, one newtype for each kind.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for u64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// 单位
    UnitId,
    /// 领导
    LeaderId,
    /// 岗位
    PostId,
    /// 账号
    AccountId,
    /// 文件
    DocumentId,
    /// 待核对方案
    DraftId,
    /// A task of a reading under review.
    DraftTaskId,
    /// 方案
    PlanId,
    /// 任务
    TaskId,
    /// 交办: task × unit × duty.
    AssignmentId,
    /// 反馈
    ReportId,
}
