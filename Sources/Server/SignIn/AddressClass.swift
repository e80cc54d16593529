import NIOCore

/// Addresses that one party holds together: the first 24 bits of IPv4, the first 48 of IPv6. Who has one of them has the others too.
enum AddressClass {
    /// Of an address as it is written; what is none is a class of its own.
    static func of(_ address: String) -> String {
        do {
            return try of(SocketAddress(ipAddress: address, port: 0))
        } catch {
            return "other"
        }
    }

    static func of(_ address: SocketAddress?) -> String {
        switch address {
        case .v4(let address)?:
            let bits = UInt32(bigEndian: address.address.sin_addr.s_addr)
            return "4 \(bits >> 8)"
        case .v6(let address)?:
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            // An address of IPv4 that is written as one of IPv6.
            if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 255, bytes[11] == 255 {
                return "4 \(bytes[12..<15].reduce(0) { $0 << 8 | UInt32($1) })"
            }
            return "6 \(bytes.prefix(6).map(String.init).joined(separator: "."))"
        case .unixDomainSocket?, nil: return "other"
        }
    }
}
