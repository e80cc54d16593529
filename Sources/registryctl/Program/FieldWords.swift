import Records

/// The options of this program for members of the API whose names differ, so that a refusal speaks of what was typed.
enum FieldWords {
    private static let options = [
        "startsOn": "--from", "endsOn": "--until", "validFrom": "--from", "startedAt": "--at", "endedAt": "--until",
        "occurredAt": "--at", "houseNumber": "--number", "houseNumberSuffix": "--suffix",
        "secondInspector": "--second", "toleratedFrom": "--tolerated-from", "openingHours": "--opening-hours",
        "registrationNumber": "--registration", "besideReason": "--beside", "endDay": "--from",
        "expiresInDays": "--days", "scopes": "--scope", "reasons": "reason",
    ]

    /// `/findings/0/value` reads `findings 1 value: `, `/startsOn` reads `--from: `; `~1` stands for a slash (RFC 6901).
    static func label(_ pointer: String) -> String {
        let words = pointer.split(separator: "/").map(String.init).enumerated().map { place, part in
            // A number at the beginning is a name: a list's column, say.
            if place > 0, let index = Int(part) { return String(index + 1) }
            let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
            return options[name] ?? name
        }
        return words.isEmpty ? "" : words.joined(separator: " ") + ": "
    }

    /// Members that are called alike in options, where a sentence names them in quotation marks.
    private static let alike = ["address", "longitude", "latitude", "amount", "currency", "share"]

    /// What is wrong with one field, in the words of the options: the field is named once.
    static func told(_ problem: FieldProblem) -> String {
        let name = problem.pointer.dropFirst()
        let quoted = "\"\(name)\" "
        guard
            let option = reason[String(name)] ?? options[String(name)]
                ?? (alike.contains(String(name)) ? "--\(name)" : nil),
            option.hasPrefix("--"), problem.detail.hasPrefix(quoted)
        else { return label(problem.pointer) + inOptions(problem.detail) }
        return "\(option) " + inOptions(String(problem.detail.dropFirst(quoted.count)))
    }

    private static let reason = ["reason": "--reason", "reasons": "--reason"]

    /// The sentence with the names of options instead of those of members.
    static func inOptions(_ sentence: String) -> String {
        var text = ""
        var word = ""
        for character in sentence + "\n" {
            if character.isLetter {
                word.append(character)
            } else {
                text += (options[word] ?? word) + String(character)
                word = ""
            }
        }
        return alike.reduce(String(text.dropLast())) { $0.replacing("\"\($1)\"", with: "\"--\($1)\"") }
    }
}
