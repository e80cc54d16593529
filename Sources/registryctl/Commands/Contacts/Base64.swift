import FoundationEssentials

/// Bytes as base64 text.
enum Base64 {
    /// nil for no text, and for one that is no base64.
    static func bytes(_ text: String?) -> [UInt8]? { text.flatMap { Data(base64Encoded: $0) }.map(Array.init) }
}
