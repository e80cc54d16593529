/// What a key of a note signs, by the byte that C2SP signed-note assigns.
package enum KeyKind: UInt8, Sendable {
    /// A log's signature over the text (`0x01`).
    case ed25519 = 1
    /// A witness's cosignature over time and checkpoint (`0x04`, C2SP tlog-cosignature).
    case cosignature = 4
}
