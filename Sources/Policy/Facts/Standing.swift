/// Where a violation stands (glossary): alleged until it is decided, then established, or set aside.
package enum Standing: String, Codable, Sendable, CaseIterable {
    case alleged
    case established
    case setAside = "set_aside"
}
