//! Which hosts a request may name. Pure.
//!
//! A page anywhere on the web can have its own name lead to 127.0.0.1 and so read what is served there (DNS
//! rebinding). Its requests carry that name, and are refused.

use std::net::IpAddr;

/// Whether a request may name this host; `asked` is the host that the user has the server listen on.
pub fn is_allowed(header: &str, asked: Option<&str>) -> bool {
    let Some(name) = without_port(header) else { return false };
    let name = name.to_ascii_lowercase();
    if ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()) {
        return true;
    }
    let Some(asked) = asked else { return false };
    if name == bare(asked).to_ascii_lowercase() {
        return true;
    }
    // On all interfaces, other machines reach it by its numbers. Those are no name that could be rebound.
    let everywhere = bare(asked).parse::<IpAddr>().is_ok_and(|address| address.is_unspecified());
    everywhere && name.parse::<IpAddr>().is_ok()
}

/// Whether a host is reached from this machine only.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || bare(host).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A host without the brackets that IPv6 has in addresses.
pub fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// The name in a `Host` header; none where it is not one.
fn without_port(header: &str) -> Option<&str> {
    let (name, rest) = match header.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => header.split_at(header.find(':').unwrap_or(header.len())),
    };
    let port_is_fine = match rest.strip_prefix(':') {
        Some(port) => !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()),
        None => rest.is_empty(),
    };
    port_is_fine.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_hosts_are_allowed() {
        for host in ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:1111", "[::1]", "[::1]:1111"] {
            assert!(is_allowed(host, None), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:1111",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "localhost:",
            "::1",
            "[::1",
            "[::1]x",
            "localhost:1x",
            "127.0.0.1:80:80",
            "user@localhost",
            "192.168.1.5",
            "0.0.0.0",
            "localhost ",
        ] {
            assert!(!is_allowed(host, None), "{host}");
        }
    }

    #[test]
    fn the_host_that_was_asked_for_is_allowed() {
        assert!(is_allowed("plan.lan:1111", Some("plan.lan")));
        assert!(is_allowed("[fe80::1]:1", Some("fe80::1")));
        assert!(!is_allowed("other.lan", Some("plan.lan")));
        assert!(is_allowed("192.168.1.5:1111", Some("0.0.0.0")));
        assert!(is_allowed("[fe80::1]", Some("::")));
        assert!(!is_allowed("evil.example", Some("0.0.0.0")));
        assert!(!is_allowed("192.168.1.5", Some("10.0.0.1")));
    }
}
