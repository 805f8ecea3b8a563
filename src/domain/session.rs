//! The place where the program is, and its user there.

use crate::text::SafeText;

use super::{Claims, Secret};

/// The place that the bar names. Holds nothing that must be kept secret.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The profile's name.
    pub profile: SafeText,
    /// The name is the program's: the profile stands in no file.
    pub unnamed: bool,
    /// Production: the address is one of a profile with `danger = true`, however it was reached.
    pub danger: bool,
    /// The address as the bar shows it: `tacc.tapis.io`, or a whole `http://…` URL.
    pub address: SafeText,
    /// The base URL in full, for sentences about a wrong address.
    pub base_url: SafeText,
    /// The token's claims about itself; empty while there is no token.
    pub claims: Claims,
}

impl Site {
    /// Returns the tenant's name: the address's, where addresses carry it, else the token's, else the first part of
    /// the host.
    pub fn tenant(&self) -> &str {
        let claimed = self.claims.tenant.shown();
        match self.address_tenant() {
            Some(tenant) => tenant,
            None if !claimed.is_empty() => claimed,
            None => {
                let host = self.host();
                match host.split_once('.') {
                    // An address of numbers has no tenant in it.
                    Some((tenant, _)) if tenant.parse::<u8>().is_err() => tenant,
                    _ => host,
                }
            }
        }
    }

    /// Returns the host, without scheme, port and path.
    fn host(&self) -> &str {
        let address = self.address.shown();
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        host.split([':', '/']).next().unwrap_or("")
    }

    /// Returns the tenant that the address names for certain: Tapis sites are `TENANT.….tapis.io` (contract §1).
    fn address_tenant(&self) -> Option<&str> {
        let (tenant, domain) = self.host().split_once('.')?;
        (domain == "tapis.io" || domain.ends_with(".tapis.io")).then_some(tenant)
    }

    /// Returns the tenant of a token with these `claims`, where it is certainly not this one: the service would
    /// refuse every request.
    pub fn other_tenant<'a>(&self, claims: &'a Claims) -> Option<&'a SafeText> {
        let here = self.address_tenant()?;
        (!claims.tenant.is_empty() && !claims.tenant.original().eq_ignore_ascii_case(here))
            .then_some(&claims.tenant)
    }

    /// Returns tenant and user, as far as they are known: `tacc · alice`.
    pub fn place(&self) -> String {
        let known = [self.tenant(), self.user()].into_iter().filter(|name| !name.is_empty());
        known.collect::<Vec<_>>().join(" · ")
    }

    /// Returns the user's name; empty when the token does not tell.
    pub fn user(&self) -> &str {
        self.claims.user.shown()
    }

    /// Tells whether a secret belongs to the user of this session: the same user of the same tenant. `None` where
    /// that is unknown.
    pub fn owns(&self, secret: &Secret) -> Option<bool> {
        self.is_own(secret.owner.original(), secret.tenant())
    }

    /// Tells the same of a secret of this owner and tenant.
    pub fn is_own(&self, owner: &str, secret_tenant: Option<&str>) -> Option<bool> {
        let Claims { user, tenant, .. } = &self.claims;
        if user.is_empty() || owner.is_empty() {
            return None;
        }
        if owner != user.original() {
            return Some(false);
        }
        let mine = if tenant.is_empty() { self.address_tenant()? } else { tenant.original() };
        Some(secret_tenant?.eq_ignore_ascii_case(mine))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::StoredAs;
    use rstest::rstest;

    fn claims(tenant: &str) -> Claims {
        Claims { tenant: tenant.into(), ..Claims::default() }
    }

    fn site(address: &str, tenant: &str) -> Site {
        Site { address: address.into(), claims: claims(tenant), ..Site::default() }
    }

    #[rstest]
    #[case::mine("alice", "tacc", "alice", Some("tacc"), Some(true))]
    #[case::of_somebody_else("alice", "tacc", "bob", Some("tacc"), Some(false))]
    #[case::of_the_alice_of_another_tenant("alice", "tacc", "alice", Some("dev"), Some(false))]
    #[case::of_somebody_in_a_tenant_that_is_not_told("alice", "tacc", "bob", None, Some(false))]
    #[case::of_an_alice_of_any_tenant("alice", "tacc", "alice", None, None)]
    #[case::nobody_is_told("alice", "tacc", "", Some("tacc"), None)]
    #[case::a_token_without_a_user("", "tacc", "alice", Some("tacc"), None)]
    #[case::two_that_do_not_tell("", "", "", None, None)]
    #[case::a_token_without_a_tenant("alice", "", "alice", Some("tacc"), None)]
    fn you_are_a_user_of_a_tenant(
        #[case] user: &str,
        #[case] tenant: &str,
        #[case] owner: &str,
        #[case] of: Option<&str>,
        #[case] expected: Option<bool>,
    ) {
        let mut site = site("http://localhost:8000", tenant);
        site.claims.user = user.into();
        let stored_as = of.map_or(StoredAs::Unknown, |tenant| StoredAs::Usual(tenant.into()));
        let secret = Secret { owner: owner.into(), stored_as, ..Secret::named("db") };
        assert_eq!(site.owns(&secret), expected);
    }

    #[test]
    fn an_address_of_a_tenant_tells_whose_a_token_is() {
        let mut site = site("tacc.tapis.io", "");
        site.claims.user = "alice".into();
        let stored_as = StoredAs::Usual("tacc".into());
        let secret = Secret { owner: "alice".into(), stored_as, ..Secret::named("db") };
        assert_eq!(site.owns(&secret), Some(true));
    }

    #[rstest]
    #[case::both("tacc.tapis.io", "alice", "tacc · alice")]
    #[case::no_user("http://127.0.0.1:8000", "", "127.0.0.1")]
    #[case::no_tenant("", "alice", "alice")]
    #[case::neither("", "", "")]
    fn a_place_is_as_much_as_is_known(#[case] address: &str, #[case] user: &str, #[case] expected: &str) {
        let mut site = site(address, "");
        site.claims.user = user.into();
        assert_eq!(site.place(), expected);
    }

    #[rstest]
    #[case::a_site_of_tapis("tacc.tapis.io", "dev", "tacc")]
    #[case::a_stage_of_it("tacc.develop.tapis.io/v3", "", "tacc")]
    #[case::a_host_that_says_nothing("secrets.example.org", "dev", "dev")]
    #[case::numbers("http://127.0.0.1:8000", "", "127.0.0.1")]
    #[case::a_name("https://pods.example.org", "", "pods")]
    fn the_tenant_is_the_address_where_that_tells_it(
        #[case] address: &str,
        #[case] claimed: &str,
        #[case] tenant: &str,
    ) {
        assert_eq!(site(address, claimed).tenant(), tenant);
    }

    #[rstest]
    #[case::another("tacc.tapis.io", "dev", true)]
    #[case::the_same("tacc.tapis.io", "tacc", false)]
    #[case::in_other_letters("TACC.tapis.io", "tacc", false)]
    #[case::a_token_that_does_not_tell("tacc.tapis.io", "", false)]
    #[case::an_address_that_does_not_tell("http://localhost:8000", "dev", false)]
    #[case::a_host_that_only_looks_like_it("tacc.nottapis.io", "dev", false)]
    fn a_token_for_elsewhere_is_known_by_its_tenant(
        #[case] address: &str,
        #[case] claimed: &str,
        #[case] other: bool,
    ) {
        assert_eq!(
            Site { address: address.into(), ..Site::default() }.other_tenant(&claims(claimed)).is_some(),
            other
        );
    }
}
