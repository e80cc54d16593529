import Testing

@testable import Records

struct SignInTextTests {
    private let token = TokenText(random: (0..<32).map { UInt8($0) })
    private let credential = CredentialText(random: (0..<26).map { UInt8($0 * 9) })

    @Test func `a token has its prefix, 256 random bits and a checksum, in 53 characters`() throws {
        #expect(Checksum.crc32("123456789") == 0xCBF4_3926)
        #expect(token.text == "reg_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8HLJbeA")
        #expect(token.text.utf8.count == 53)
        #expect(try TokenText(reading: " \(token.text)\n") == token)
        #expect(TokenText(random: Array(repeating: 7, count: 32)) != token)
    }

    @Test func `a token of which one character was changed, or one or more are missing, is told apart`() {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var tried = 0
        for place in 4..<53 {
            for letter in letters {
                var changed = Array(token.text)
                guard changed[place] != letter else { continue }
                changed[place] = letter
                #expect(throws: TokenText.Fault.checksum) { try TokenText(reading: String(changed)) }
                tried += 1
            }
        }
        #expect(tried == 49 * 63)
        for length in 5..<53 {
            #expect(throws: TokenText.Fault.length(length)) {
                try TokenText(reading: String(token.text.prefix(length)))
            }
        }
        for text in ["", "reg", "my password", "REG_" + token.text.dropFirst(4), token.text + " x", "reg_ä"] {
            #expect(throws: TokenText.Fault.notAToken) { try TokenText(reading: text) }
        }
        #expect(
            TokenText.Fault.length(20).sentence
                == "A token has 53 characters; this has 20, so a part is missing or too much.")
        #expect(TokenText.Fault.checksum.sentence == "A character of it was changed: its checksum doesn't fit.")
    }

    @Test func `a credential has seven groups of four, and is read however it is typed`() {
        #expect(credential.text.split(separator: "-").map(\.count) == [4, 4, 4, 4, 4, 4, 4])
        #expect(CredentialText(reading: credential.text) == credential)
        #expect(
            CredentialText(reading: " " + credential.text.lowercased().replacing("-", with: " ") + "\n") == credential)
        let confused = credential.text.replacing("0", with: "o").replacing("1", with: "l")
        #expect(confused != credential.text && CredentialText(reading: confused) == credential)
    }

    @Test func `a credential of which a character was changed or two were exchanged is told apart`() {
        let characters = Array(credential.text.replacing("-", with: ""))
        var tried = 0
        for place in characters.indices {
            for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where letter != characters[place] {
                var changed = characters
                changed[place] = letter
                #expect(CredentialText(reading: String(changed)) == nil, "\(place) \(letter)")
                tried += 1
            }
            for other in characters.indices where other < place && characters[other] != characters[place] {
                var changed = characters
                changed.swapAt(place, other)
                #expect(CredentialText(reading: String(changed)) == nil, "\(place) and \(other)")
            }
        }
        #expect(tried == 28 * 31)
        for text in [
            "", "p.devries", "U" + String(characters.dropFirst()), String(characters.dropLast()),
            String(characters) + "0",
        ] {
            #expect(CredentialText(reading: text) == nil)
        }
    }

    @Test func `an unknown scope is refused with all scopes named`() {
        func problems(_ json: JSONValue) -> [String] {
            do {
                _ = try Fields.read(json) { NewToken(&$0) }
                return []
            } catch {
                return (error as? Refusal)?.problems.map { "\($0.pointer) \($0.code): \($0.detail)" } ?? ["\(error)"]
            }
        }
        #expect(
            problems(["label": "open data", "expiresInDays": 365, "scopes": ["policy", "mayor"]]) == [
                "/scopes/1 not_a_choice: \"mayor\" is not one of officer, reviewer, inspector, policy, administrator, intake, integrity."
            ])
        #expect(problems(["label": "open data", "expiresInDays": 365, "scopes": []]) == [])
    }
}
