//! The port: the one asked for, or the first free one from 1111 on.

use super::host::bare;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};

/// The port where nothing else was asked for.
pub const PORT: u16 = 1111;
/// How many ports are tried after it.
const TRIES: u16 = 100;
/// The host where nothing else was asked for.
pub const HOST: &str = "127.0.0.1";

/// A socket that is listened on.
#[derive(Debug)]
pub struct Listening {
    pub socket: TcpListener,
    pub address: SocketAddr,
}

/// Listens.
///
/// # Errors
/// Where the port that was asked for is taken, or the host is none of this machine's.
pub fn listen(host: &str, port: Option<u16>) -> io::Result<Listening> {
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIES,
    };
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports {
        for address in (bare(host), port).to_socket_addrs()? {
            match TcpListener::bind(address) {
                Ok(socket) => {
                    socket.set_nonblocking(true)?;
                    return Ok(Listening { address: socket.local_addr()?, socket });
                }
                Err(error) => last = error,
            }
        }
        if last.kind() != io::ErrorKind::AddrInUse {
            break;
        }
    }
    Err(last)
}
