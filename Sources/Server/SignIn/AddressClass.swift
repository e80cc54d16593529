import NIOCore

/// Addresses that one party holds together: the first 24 bits of IPv4, the first 48 of IPv6. Who has one of them has the others too.
enum AddressClass {
    /// Of an address as it is written, with or without a port (`203.0.113.1:4711`, `[2001:db8::1]:443`); what is none is a class of its own.
    static func of(_ address: String) -> String {
        do {
            return try of(SocketAddress(ipAddress: withoutPort(address), port: 0))
        } catch {
            return "other"
        }
    }

    /// A port makes no other address; what is left is checked as an address by whoever asks.
    private static func withoutPort(_ address: String) -> String {
        if address.hasPrefix("["), let end = address.firstIndex(of: "]") {
            let rest = address[end...].dropFirst()
            guard rest.isEmpty || isPort(rest) else { return address }
            return String(address[..<end].dropFirst())
        }
        guard let colon = address.firstIndex(of: ":"), isPort(address[colon...]) else { return address }
        return String(address[..<colon])
    }

    /// A colon and up to five digits, and nothing behind them: an address of IPv6 has more colons.
    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && (2...6).contains(text.utf8.count)
            && text.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
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
