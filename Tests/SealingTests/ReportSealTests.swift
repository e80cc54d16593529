import Records
import Testing

@testable import Sealing

@Suite struct ReportSealTests {
    static let report = UUIDText("01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b") ?? .placeholder
    static let contact = NuisanceContact(name: "M. de Wit", email: "wit@example.org", phone: "020 555 0100")
    let seal = ReportSeal(report: report, jurisdictionCode: "0363")
    let team = ContactKey(newNamed: "officers-2026")
    let epoch = EpochKey(jurisdictionCode: "0363", month: "2028-11")

    private func sealed() throws -> (SealedContact, ContactKey) {
        let team = try #require(team)
        return (try seal.seal(Sensitive(Self.contact), to: team.publicHalf, epoch: epoch.publicBytes), team)
    }

    @Test func `both keys together give back what was sealed`() throws {
        let (sealed, team) = try sealed()
        #expect(sealed.wrappedKey.count == 128)
        #expect(sealed.ciphertext.count == 12 + 256 + 16)
        let handed = try seal.hand(sealed, epoch: epoch)
        #expect(handed.wrappedKey.count == 80)
        #expect(try seal.open(handed, with: team).unsealed == Self.contact)
    }

    @Test func `one key alone opens nothing`() throws {
        let (sealed, team) = try sealed()
        let other = EpochKey(jurisdictionCode: "0363", month: "2028-11")
        #expect(throws: SealingProblem.notOpened) { try seal.hand(sealed, epoch: other) }
        let stranger = try #require(ContactKey(newNamed: "strangers"))
        let handed = try seal.hand(sealed, epoch: epoch)
        #expect(throws: SealingProblem.notOpened) { try seal.open(handed, with: stranger) }
        // Without the epoch's layer taken off, the officers' key opens nothing either.
        let whole = HandedContact(ciphertext: sealed.ciphertext, wrappedKey: sealed.wrappedKey)
        #expect(throws: SealingProblem.notOpened) { try seal.open(whole, with: team) }
    }

    @Test func `what was sealed for one report or authority opens for no other`() throws {
        let (sealed, team) = try sealed()
        let others = [
            ReportSeal(report: .placeholder, jurisdictionCode: "0363"),
            ReportSeal(report: Self.report, jurisdictionCode: "0599"),
        ]
        for other in others {
            #expect(throws: SealingProblem.notOpened) { try other.hand(sealed, epoch: epoch) }
            let handed = try seal.hand(sealed, epoch: epoch)
            #expect(throws: SealingProblem.notOpened) { try other.open(handed, with: team) }
        }
    }

    @Test func `no changed bit goes unnoticed`() throws {
        let (sealed, team) = try sealed()
        for place in sealed.wrappedKey.indices {
            var wrapped = sealed.wrappedKey
            wrapped[place] ^= UInt8(1 << (place % 8))
            // X25519 ignores the topmost bit of a public key (RFC 7748, 5); it carries nothing.
            if place == 31, place % 8 == 7 { continue }
            #expect(throws: SealingProblem.notOpened, "\(place)") {
                try seal.hand(SealedContact(ciphertext: sealed.ciphertext, wrappedKey: wrapped), epoch: epoch)
            }
        }
        let handed = try seal.hand(sealed, epoch: epoch)
        for place in handed.ciphertext.indices {
            var ciphertext = handed.ciphertext
            ciphertext[place] ^= UInt8(1 << (place % 8))
            #expect(throws: SealingProblem.notOpened, "\(place)") {
                try seal.open(HandedContact(ciphertext: ciphertext, wrappedKey: handed.wrappedKey), with: team)
            }
        }
    }

    @Test func `a report moves to another epoch, and the first key opens it no more`() throws {
        let (sealed, team) = try sealed()
        let later = EpochKey(jurisdictionCode: "0363", month: "2029-02")
        let moved = SealedContact(
            ciphertext: sealed.ciphertext,
            wrappedKey: try seal.rewrap(sealed.wrappedKey, from: epoch, to: later.publicBytes))
        #expect(try seal.open(try seal.hand(moved, epoch: later), with: team).unsealed == Self.contact)
        #expect(throws: SealingProblem.notOpened) { try seal.hand(moved, epoch: epoch) }
    }

    @Test func `the same contact sealed twice looks different, and its length tells little`() throws {
        let team = try #require(team)
        let short = NuisanceContact(phone: "020")
        let long = NuisanceContact(name: String(repeating: "n", count: 200))
        let lengths = try [short, Self.contact, long].map { contact in
            let pair = try (0..<2).map { _ in
                try seal.seal(Sensitive(contact), to: team.publicHalf, epoch: epoch.publicBytes)
            }
            #expect(pair[0].ciphertext != pair[1].ciphertext && pair[0].wrappedKey != pair[1].wrappedKey)
            return pair[0].ciphertext.count
        }
        #expect(Set(lengths) == [284])
    }

    @Test func `keys are one line of text, and anything else is none`() throws {
        let team = try #require(team)
        #expect(try ContactKey(secretText: "  \(team.secretText)\n").publicHalf == team.publicHalf)
        #expect(try PublicContactKey(text: team.publicHalf.text) == team.publicHalf)
        #expect(try EpochKey(secretText: epoch.secretText).publicBytes == epoch.publicBytes)
        #expect(epoch.name.wholeMatch(of: /0363-2028-11-[0-9a-f]{8}/) != nil)
        for text in ["", "contact-key:a:b", team.publicHalf.text, epoch.secretText, team.secretText + "A"] {
            #expect(throws: SealingProblem.noKey, "\(text)") { try ContactKey(secretText: text) }
        }
        #expect(throws: SealingProblem.noKey) { try PublicContactKey(text: team.secretText) }
        #expect(ContactKey(newNamed: "two words") == nil)
        #expect(ContactKey(newNamed: "") == nil)
    }

    @Test func `fillings are taken off as they were put on, whatever the length`() {
        for count in 0..<600 {
            let bytes = [UInt8](repeating: 0x80, count: count)
            #expect(Padding.unpadded(Padding.padded(bytes)) == bytes)
            #expect(Padding.padded(bytes).count % 256 == 0)
        }
        #expect(Padding.unpadded([]) == nil)
        #expect(Padding.unpadded([UInt8](repeating: 0, count: 256)) == nil)
        #expect(Padding.unpadded([UInt8](repeating: 0x80, count: 255)) == nil)
    }
}
