use parley_app::permissions::{
    ExplainPermission, PermissionMatrix, permission_explain, permission_matrix,
};
use parley_domain::access::{Permission, Role, StepCode, allows, kinds::PermissionRead};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;

use crate::bench::{Bench, refused};

#[tokio::test]
async fn the_engine_says_why() {
    let bench = Bench::new().await;
    let noah = bench.add("Noah", Role::Reviewer).await;
    bench.acts().await;
    let explain = async |user_id, permission| {
        let (workspace, grant) = bench.can::<PermissionRead>().await;
        let input = ExplainPermission {
            user_id,
            permission,
        };
        permission_explain(&workspace, grant, input).await
    };
    let may = explain(noah.id, Permission::RecordingListen).await.unwrap();
    assert!(may.allowed);
    let may_not = explain(noah.id, Permission::AuditRead).await.unwrap();
    let last = may_not.steps.last().unwrap();
    assert_eq!((last.code, last.passed), (StepCode::RoleLacks, false));
    let held_by = [Role::Owner, Role::PrivacyOfficer, Role::Auditor];
    assert_eq!((may_not.allowed, &*may_not.held_by), (false, &held_by[..]));
    let nobody = UserId(bench.command_id().0);
    let unknown = explain(nobody, Permission::AuditRead).await;
    assert_eq!(refused(unknown), ErrorCode::NotFound);
    // Asking is no act: it reads nothing about a person outside.
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn the_matrix_is_the_one_that_decides() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let view = permission_matrix(&workspace, grant, PermissionMatrix {}).await;
    let view = view.unwrap();
    assert_eq!(view.rows.len(), Permission::ALL.len());
    for row in view.rows {
        for role in &view.roles {
            let allowed = row.allowed.contains(role);
            assert_eq!(allowed, allows(*role, row.permission), "{row:?} {role:?}");
        }
    }
}
