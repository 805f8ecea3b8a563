//! Where the program is: which site, as whom.

use crate::text::SafeText;

use super::Claims;

/// The place that the bar names. Holds nothing that must be kept secret.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The profile's name; `(environment)` and `(demo)` stand in no file.
    pub profile: SafeText,
    /// Production: the address is one of a profile with `danger = true`, however it was reached.
    pub danger: bool,
    /// The address as the bar shows it: `tacc.tapis.io`, or a whole `http://…` URL.
    pub address: SafeText,
    /// The base URL in full, for sentences about a wrong address.
    pub base_url: SafeText,
    /// What the token says about itself; nothing while there is none.
    pub claims: Claims,
}

impl Site {
    /// The tenant's name: the address's, where addresses carry it, else the token's, else the first part
    /// of the host.
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

    /// The host, without scheme, port and path.
    fn host(&self) -> &str {
        let address = self.address.shown();
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        host.split([':', '/']).next().unwrap_or("")
    }

    /// The tenant that the address names for certain: Tapis sites are `TENANT.….tapis.io` (contract §1).
    fn address_tenant(&self) -> Option<&str> {
        let (tenant, domain) = self.host().split_once('.')?;
        (domain == "tapis.io" || domain.ends_with(".tapis.io")).then_some(tenant)
    }

    /// The tenant of a token with these `claims`, where it is certain that it is not this one: the
    /// service would refuse every request.
    pub fn other_tenant<'a>(&self, claims: &'a Claims) -> Option<&'a SafeText> {
        let here = self.address_tenant()?;
        (!claims.tenant.is_empty() && !claims.tenant.original().eq_ignore_ascii_case(here))
            .then_some(&claims.tenant)
    }

    /// Tenant and user, as far as they are known: `tacc · alice`.
    pub fn place(&self) -> String {
        let known = [self.tenant(), self.user()].into_iter().filter(|name| !name.is_empty());
        known.collect::<Vec<_>>().join(" · ")
    }

    /// The user's name; empty when the token does not tell.
    pub fn user(&self) -> &str {
        self.claims.user.shown()
    }

    /// Whether `owner` is the user of this session.
    pub fn is_me(&self, owner: &SafeText) -> bool {
        !owner.is_empty() && *owner == self.claims.user
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn claims(tenant: &str) -> Claims {
        Claims { tenant: tenant.into(), ..Claims::default() }
    }

    fn site(address: &str, tenant: &str) -> Site {
        Site { address: address.into(), claims: claims(tenant), ..Site::default() }
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
