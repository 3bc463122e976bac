//! The certificate by which a stage proves to back ends that this gateway calls. Whether a back end
//! asks for it is the back end's business.

use std::fmt;
use std::sync::Arc;

use super::work::Work;
use crate::api::Stage;
use crate::backend::ClientCertificate;
use crate::{AccountId, Secret};

/// A client certificate with its key.
pub struct ClientIdentity {
    /// The account and the id of the certificate: another certificate has another one.
    pub id: String,
    /// In PEM.
    pub certificate: String,
    /// In PEM. `None` where the certificate is gone or cannot be unsealed: nobody is called by it.
    pub private_key: Option<Secret>,
}

/// It holds a secret.
impl fmt::Debug for ClientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// The certificate of a stage that names one.
pub(super) fn of_stage(
    work: &mut Work<'_>,
    account: AccountId,
    stage: &Stage,
) -> Option<Arc<ClientIdentity>> {
    let id = stage.client_certificate_id.as_deref()?;
    let key = ClientCertificate::key_of(account, id);
    let record = work.records.get::<ClientCertificate>(&key);
    Some(Arc::new(ClientIdentity {
        id: format!("{account}/{id}"),
        certificate: record.map_or_else(String::new, |it| it.pem_encoded_certificate.clone()),
        private_key: record.and_then(|it| (work.open)(&key, &it.private_key)),
    }))
}
