import Glibc
import NIOCore
import Records

extension Refusal {
    /// Why the server can't listen where it was told to; nil for other failures.
    static func cannotListen(_ configuration: ServerConfiguration, _ error: IOError) -> Refusal? {
        let (host, port) = (configuration.host, configuration.port)
        switch error.errnoCode {
        case EADDRINUSE:
            return Refusal(
                .notPossibleNow, "port_is_taken",
                "The service did not start: another program listens on port \(port) of \(host).",
                hint: "Type: registryd serve --port \(port < 65535 ? port + 1 : 8080)")
        case EACCES:
            return Refusal(
                .notPossibleNow, "port_is_closed",
                "The service did not start: this user may not listen on port \(port) of \(host).",
                hint: "Type: registryd serve --port 8080")
        case EADDRNOTAVAIL:
            return Refusal(
                .notPossibleNow, "address_is_elsewhere",
                "The service did not start: \(host) is not an address of this machine.",
                hint: "Type: registryd serve --host 127.0.0.1")
        default: return nil
        }
    }
}
