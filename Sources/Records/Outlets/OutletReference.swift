/// The reference of an outlet: jurisdiction code, number, and an ISO/IEC 7064 MOD 37,36 check character (`0363-042-J`).
package struct OutletReference: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Why a text is not a reference.
    package enum Mistake: Error, Equatable, Sendable {
        case shape
        case checkCharacter(expected: Character, corrected: String)

        /// The sentence that an officer reads.
        package func message(for text: String) -> String {
            switch self {
            case .shape where PastedText.holdsBlank(PastedText.bare(text)):
                "\(text) is not a reference: a blank stands in it; it reads like 0363-042-J."
            case .shape: "\(text) is not a reference: it reads like 0363-042-J (code, number, check character)."
            case .checkCharacter(let expected, let corrected):
                "\(text) is not a reference: after \(corrected.dropLast(2)) the last character would be \(expected)."
            }
        }
    }

    /// Blanks around it don't count.
    /// - Throws: `Mistake`, before any request is made.
    package init(_ text: String) throws(Mistake) {
        let upper = PastedText.bare(text).uppercased()
        let parts = upper.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 1, parts[1].count >= 3, parts[1].allSatisfy(\.isASCIIDigit),
            (2...12).contains(parts[0].count), parts[0].allSatisfy(\.isReferenceCharacter),
            parts[2].allSatisfy(\.isReferenceCharacter)
        else { throw .shape }
        let stem = "\(parts[0])-\(parts[1])"
        let expected = Self.checkCharacter(of: stem)
        guard parts[2].first == expected else {
            throw .checkCharacter(expected: expected, corrected: "\(stem)-\(expected)")
        }
        description = upper
    }

    /// The ISO/IEC 7064 MOD 37,36 check character; characters other than digits and letters do not count.
    package static func checkCharacter(of text: String) -> Character {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        var product = 36
        for character in text.uppercased() {
            guard let place = alphabet.firstIndex(of: character) else { continue }
            product = (product + place) % 36
            if product == 0 { product = 36 }
            product = product * 2 % 37
        }
        return alphabet[(37 - product) % 36]
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
    fileprivate var isReferenceCharacter: Bool { isASCIIDigit || ("A"..."Z").contains(self) }
}
