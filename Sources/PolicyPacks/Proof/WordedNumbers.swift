import Policy

/// The numbers that a measure's own wording says, against those that the measure prescribes.
struct WordedNumbers {
    private let words: String
    private let language: Language
    /// The numbers in digits, such as `6`, `1,250` or `500.50`.
    private let numbers: [String]

    init(_ words: String, _ language: Language) {
        self.words = words
        self.language = language
        var numbers: [String] = []
        var number = ""
        for character in words + " " {
            if ("0"..."9").contains(character) || (!number.isEmpty && ".,".contains(character)) {
                number.append(character)
            } else if !number.isEmpty {
                numbers.append(String(number.trimmingEnd { ".,".contains($0) }))
                number = ""
            }
        }
        self.numbers = numbers
    }

    /// - Parameters:
    ///   - lengths: those that are prescribed, such as `6 months`.
    ///   - amounts: those that are prescribed, such as `EUR 500`.
    func problems(_ lengths: [String], _ amounts: [String]) -> [String] {
        let missing = lengths.filter { !says(length: $0) } + amounts.filter { !says(amount: $0) }
        let known = lengths.flatMap { [String($0.prefix { $0 != " " })] } + amounts.flatMap(Self.forms)
        let others = numbers.filter { !known.contains($0) }
        let name = "The wording \"\(words)\" (\(language.rawValue))"
        var problems = missing.map {
            "\(name) does not say \($0), which the measure prescribes. Write it there, or leave the wording out."
        }
        problems += others.map {
            "\(name) says \($0), which the measure does not prescribe. Write it as length or amount, or leave it out."
        }
        if let word = inWords {
            problems.append(
                "\(name) has the number \"\(word)\" in words. Write it in digits, so that it can be compared.")
        }
        return problems
    }

    private func says(length: String) -> Bool {
        let parts = length.split(separator: " ").map(String.init)
        guard parts.count == 2 else { return false }
        let stems = Self.units[language]?[parts[1].hasSuffix("s") ? String(parts[1].dropLast()) : parts[1]] ?? []
        let text = words.lowercased()
        return numbers.contains(parts[0]) && stems.contains(where: text.contains)
    }

    private func says(amount: String) -> Bool {
        guard let currency = amount.split(separator: " ").first else { return false }
        return words.contains(currency) && numbers.contains(where: Self.forms(of: amount).contains)
    }

    /// The ways in which an amount such as `EUR 1250.50` is written in a sentence.
    private static func forms(of amount: String) -> [String] {
        guard let number = amount.split(separator: " ").last else { return [] }
        let parts = number.split(separator: ".").map(String.init)
        let (whole, cents) = (parts.first ?? "", parts.count == 2 ? parts[1] : nil)
        var forms: [String] = []
        for (grouping, fraction) in [("", "."), ("", ","), (",", "."), (".", ",")] {
            let grouped = Self.grouped(whole, grouping)
            if let cents { forms.append(grouped + fraction + cents) }
            if cents == nil || cents == "00" { forms += [grouped, grouped + fraction + "00"] }
        }
        return forms
    }

    private static func grouped(_ digits: String, _ separator: String) -> String {
        guard digits.count > 3, !separator.isEmpty else { return digits }
        return grouped(String(digits.dropLast(3)), separator) + separator + digits.suffix(3)
    }

    /// The first number that stands there in words. One is an article, too, and not looked for.
    private var inWords: String? {
        let spelled = Self.spelled[language] ?? []
        return words.lowercased().split { !$0.isLetter }.map(String.init).first(where: spelled.contains)
    }

    private static let units: [Language: [String: [String]]] = [
        .english: ["day": ["day"], "week": ["week"], "month": ["month"], "year": ["year"]],
        .dutch: ["day": ["dag"], "week": ["week", "weken"], "month": ["maand"], "year": ["jaar", "jaren"]],
        .german: ["day": ["tag"], "week": ["woche"], "month": ["monat"], "year": ["jahr"]],
    ]

    private static let spelled: [Language: Set<String>] = [
        .english: ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        .dutch: ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
        .german: ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
    ]
}

extension String {
    /// Without the characters at its end that `isDropped` names.
    fileprivate func trimmingEnd(_ isDropped: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, isDropped(last) { text = text.dropLast() }
        return text
    }
}
