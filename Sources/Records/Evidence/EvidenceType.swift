/// What an evidence file is, found out from its first bytes and never from a name.
///
/// Sources: JPEG (ITU-T T.81, B.1.1.3), PNG (W3C PNG, 5.2), WebP (RFC 9649, 2.4), HEIC and MP4 (ISO/IEC 14496-12, 4.3, with the
/// brands of 23008-12 and of the MP4 registration authority), PDF (ISO 32000-1, 7.5.2).
package enum EvidenceType: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case heic = "image/heic"
    case webp = "image/webp"
    case pdf = "application/pdf"
    case mp4 = "video/mp4"
    case text = "text/plain"

    /// How many bytes it takes to tell.
    package static let headBytes = 16

    /// The type that the first bytes of a file announce; nil where they announce none, as those of a text do.
    package init?(head: [UInt8]) {
        func has(_ bytes: [UInt8], at place: Int = 0) -> Bool {
            head.count >= place + bytes.count && head[place..<place + bytes.count].elementsEqual(bytes)
        }
        if has([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if has([0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A]) {
            self = .png
        } else if has(Array("RIFF".utf8)), has(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if has(Array("%PDF-".utf8)) {
            self = .pdf
        } else if has(Array("ftyp".utf8), at: 4), head.count >= 12 {
            guard let known = Self.brands[String(decoding: head[8..<12], as: UTF8.self)] else { return nil }
            self = known
        } else {
            return nil
        }
    }

    private static let brands: [String: EvidenceType] = {
        var brands: [String: EvidenceType] = [:]
        for brand in ["heic", "heix", "mif1", "msf1", "heim", "heis"] { brands[brand] = .heic }
        for brand in ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "3gp4", "3gp5"] {
            brands[brand] = .mp4
        }
        return brands
    }()

    /// Whether bytes are a plain text: UTF-8 with no other control characters than tabs and ends of lines.
    package static func isText(_ bytes: [UInt8]) -> Bool {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D].contains($0) }) else { return false }
        return String(validating: bytes, as: UTF8.self) != nil
    }

    /// The ending of a file's name.
    package var ending: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .heic: "heic"
        case .webp: "webp"
        case .pdf: "pdf"
        case .mp4: "mp4"
        case .text: "txt"
        }
    }
}
