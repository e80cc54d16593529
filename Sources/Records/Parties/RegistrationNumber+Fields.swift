extension Fields {
    /// A number in a trade register with its register in front, like `kvk:68750110`, as it was written; nil when the member is
    /// absent or null.
    ///
    /// The form of the number is checked only where it is certain: a number of the Dutch register (KVK) has 8 digits.
    package mutating func optionalRegistrationNumber(_ name: String) -> String? {
        guard let text = optionalText(name, max: 50) else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let register = parts[0]
        let number = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
        guard Self.isRegister(register), !number.isEmpty, !number.hasPrefix(":"),
            parts[1].count - number.count <= 1
        else {
            let isDutch = text.count == 8 && text.allSatisfy(Self.isDigit)
            let form = isDutch ? "kvk:\(text) if it is of the Dutch one" : "as in kvk:68750110"
            note(name, "no_register", "\"\(name)\" is \"\(text)\"; write its register in front, \(form).")
            return nil
        }
        guard register.lowercased() != "kvk" || number.count == 8 && number.allSatisfy(Self.isDigit) else {
            note(name, "no_kvk_number", "\"\(name)\" is \"\(text)\"; a KVK number has 8 digits, like kvk:68750110.")
            return nil
        }
        return text
    }

    private static func isRegister(_ word: Substring) -> Bool {
        guard let first = word.first, first.isASCII, first.isLetter else { return false }
        return word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
