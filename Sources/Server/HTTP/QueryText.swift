import Records

/// The parameters of a URL's query, percent-decoded.
struct QueryText {
    /// - Throws: `Refusal` for a parameter that is there twice or is not UTF-8.
    static func parameters(_ query: String?) throws -> [String: String] {
        var parameters: [String: String] = [:]
        var problems: [FieldProblem] = []
        for pair in (query ?? "").split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(halves[0]), let value = decoded(halves.count > 1 ? halves[1] : "") else {
                let detail = "The parameter \(pair.prefix(60)) is not percent-encoded UTF-8."
                problems.append(FieldProblem("/\(halves[0].prefix(60))", "not_utf8", detail))
                continue
            }
            if parameters.updateValue(value, forKey: name) != nil {
                let shown = Fields.clipped(name)
                problems.append(FieldProblem("/\(shown)", "twice", "The parameter \"\(shown)\" is there twice."))
            }
        }
        guard problems.isEmpty else { throw Refusal.badInput(problems) }
        return parameters
    }

    /// For what takes no parameters at all.
    /// - Throws: `Refusal` that names those that are there.
    static func refuseAny(_ query: String?) throws { try Fields.read(texts: try parameters(query)) { _ in } }

    /// - Throws: `Refusal` for parameters without a value.
    static func refuseEmpty(_ parameters: [String: String]) throws {
        let problems = parameters.filter(\.value.isEmpty).keys.sorted().map { name in
            let shown = Fields.clipped(name)
            return FieldProblem(
                "/\(shown)", "no_value", "The parameter \"\(shown)\" has no value; write one, or leave it out.")
        }
        guard problems.isEmpty else { throw Refusal.badInput(problems) }
    }

    /// The text with `%XX` and `+` decoded, or nil when it is not UTF-8 or an escape is broken.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = true) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// `text` with everything but unreserved characters as `%XX`.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if byte < 0x80, scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar) {
                encoded.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return encoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
