//! Permission, through the command table: what the matrix refuses is refused by
//! every row, and every refusal is in the log.

use parley_domain::access::{Role, allows};
use parley_ipc::COMMANDS;
use serde_json::json;

use crate::workbench::{PASSPHRASE, Workbench};

#[tokio::test]
async fn every_row_refuses_whom_the_matrix_refuses() {
    let bench = Workbench::new().await;
    let roles: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|r| !matches!(r, Role::Owner | Role::SupportGuest))
        .collect();
    for role in &roles {
        bench.add(role.as_str(), role.as_str()).await;
    }
    let mut refused = 0;
    for role in roles {
        bench.sign_in(role.as_str()).await.unwrap();
        for row in COMMANDS {
            let Some(permission) = row.requires else {
                continue;
            };
            if allows(role, permission) {
                continue;
            }
            let code = bench.code(row.name, json!({})).await;
            assert_eq!(
                code,
                "permission_denied",
                "{} by {}",
                row.name,
                role.as_str()
            );
            refused += 1;
        }
    }
    bench.sign_in("Asha").await.unwrap();
    let mut written = 0;
    let mut cursor = json!(null);
    loop {
        let filter = json!({ "act": "permission_denied" });
        let input = json!({ "filter": filter, "limit": 500, "cursor": cursor });
        let page = bench.ok("audit_list", input).await;
        written += page["rows"].as_array().unwrap().len();
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(written, refused);
    bench.close().await;
}

#[tokio::test]
async fn without_a_sign_in_nothing_answers() {
    let bench = Workbench::new().await;
    bench.ok("workspace_lock", json!({})).await;
    for row in COMMANDS.iter().filter(|r| r.requires.is_some()) {
        assert_eq!(
            bench.code(row.name, json!({})).await,
            "not_signed_in",
            "{}",
            row.name
        );
    }
}

#[tokio::test]
async fn a_support_guest_is_asked_for_approved_and_ends() {
    let bench = Workbench::new().await;
    bench.add("Quinn", "qa_lead").await;
    bench.sign_in("Quinn").await.unwrap();
    let ask = json!({
        "command_id": bench.id(), "name": "Vendor", "reason": "sound drops out",
        "minutes": 30, "passphrase": PASSPHRASE,
    });
    let guest = bench.ok("support_guest_request", ask).await["id"].clone();
    assert_eq!(
        bench.sign_in("Vendor").await.unwrap_err().code.to_string(),
        parley_domain::error_code::ErrorCode::AccountInactive.to_string()
    );

    bench.sign_in("Asha").await.unwrap();
    let approve = json!({ "command_id": bench.id(), "user_id": guest });
    let view = bench.ok("support_guest_approve", approve).await;
    assert_eq!(view["support"]["running"], true);
    assert_eq!(view["support"]["approved_by"], "Asha");

    bench.sign_in("Vendor").await.unwrap();
    bench.ok("call_list", json!({ "limit": 5 })).await;
    assert_eq!(
        bench
            .code("turn_search", json!({ "query": "x", "limit": 5 }))
            .await,
        "permission_denied"
    );
    bench.clock.forward(31 * 60_000);
    assert_eq!(
        bench.code("call_list", json!({ "limit": 5 })).await,
        "permission_denied"
    );
    assert!(bench.sign_in("Vendor").await.is_err());
    bench.sign_in("Asha").await.unwrap();
    bench.close().await;
}

#[tokio::test]
async fn a_retry_changes_nothing_twice_and_the_last_owner_stays() {
    let bench = Workbench::new().await;
    let add = json!({
        "command_id": bench.id(), "name": "Ravi", "role": "reviewer", "passphrase": PASSPHRASE,
    });
    let first = bench.ok("user_add", add.clone()).await;
    let second = bench.ok("user_add", add).await;
    assert_eq!(first["id"], second["id"]);
    let users = bench.ok("user_list", json!({})).await;
    assert_eq!(users["users"].as_array().unwrap().len(), 2);

    let asha = users["users"]
        .as_array()
        .unwrap()
        .iter()
        .find(|u| u["name"] == "Asha")
        .unwrap();
    let demote = json!({ "command_id": bench.id(), "user_id": asha["id"], "role": "reviewer" });
    assert_eq!(bench.code("user_role_set", demote).await, "last_owner");
    let leave = json!({ "command_id": bench.id(), "user_id": asha["id"] });
    assert_eq!(bench.code("user_deactivate", leave).await, "last_owner");
    bench.close().await;
}
