import Foundation
import Testing
import TransparencyLog

/// Signed notes, checkpoints and proofs of C2SP.
@Suite struct NoteTests {
    /// The example of C2SP signed-note.
    static let example = """
        This is an example message.

        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """
    static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    @Test func `the example of the specification is signed by its key`() throws {
        let key = try #require(VerifierKey(vkey: Self.exampleKey))
        #expect(key.name == "example.com/foo" && key.kind == .ed25519 && key.vkey == Self.exampleKey)
        let note = try #require(SignedNote(Self.example.utf8))
        #expect(note.text == "This is an example message.\n")
        #expect(note.verify(with: [key]) == .signed([key]))
        #expect(String(decoding: note.bytes, as: UTF8.self) == Self.example)
    }

    @Test func `a changed text is forged, and an unknown key signs nothing`() throws {
        let key = try #require(VerifierKey(vkey: Self.exampleKey))
        let changed = try #require(SignedNote(Self.example.replacing("example message", with: "exemple message").utf8))
        #expect(changed.verify(with: [key]) == .forged(key))
        let other = try #require(NoteSigner(name: "example.com/foo", kind: .ed25519, secret: NoteSigner.newSecret()))
        #expect(changed.verify(with: [other.verifier]) == .unknown)
        #expect(changed.verify(with: []) == .unknown)
    }

    @Test(arguments: [
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530d903a", "", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
    func `a key whose id does not fit is refused`(vkey: String) { #expect(VerifierKey(vkey: vkey) == nil) }

    @Test(arguments: [
        "", "text\n", "text\n\n", "text\n\nno signature\n", "text\n\u{2014} a AAAAAAAA\n",
        "te\u{7}xt\n\n\u{2014} a AAAAAAA=\n",
        "text\n\n\u{2014} a AAAAAAA=", "text\n\n\u{2014} a AAAA\n", "text\n\n\u{2014} a+b AAAAAAA=\n",
        "text\n\n\u{2014}  AAAAAAA=\n", "text\r\n\r\n\u{2014} a AAAAAAA=\r\n",
    ])
    func `what is no note is refused`(text: String) { #expect(SignedNote(text.utf8) == nil) }

    @Test func `the text of a note may have empty lines, and bytes that are no text are refused`() throws {
        let note = try #require(SignedNote("one\n\ntwo\n\n\u{2014} a AAAAAAA=\n".utf8))
        #expect(note.text == "one\n\ntwo\n")
        #expect(SignedNote([0xFF, 0x0A, 0x0A] + Array("\u{2014} a AAAAAAA=\n".utf8)) == nil)
    }

    @Test func `log and witness sign one head, each with its own kind of key`() throws {
        let log = try #require(
            NoteSigner(name: "registry.example/audit", kind: .ed25519, secret: .init(repeating: 1, count: 32)))
        let witness = try #require(
            NoteSigner(name: "court.example/w1", kind: .cosignature, secret: .init(repeating: 2, count: 32)))
        let head = Checkpoint(origin: "registry.example/audit", size: 3, root: .leaf([3]))
        let note = SignedNote(text: head.text, signatures: [try log.sign(head.text)])
            .adding([try witness.sign(head.text, at: 1_679_315_147)])
        let read = try #require(SignedNote(note.bytes))
        #expect(read == note)
        #expect(read.verify(with: [log.verifier, witness.verifier]) == .signed([log.verifier, witness.verifier]))
        #expect(VerifierKey.time(of: read.signatures[1].bytes) == 1_679_315_147)
        #expect(Checkpoint(text: read.text) == head)
        #expect("\(log)" == "a signer of registry.example/audit")
        #expect(NoteSigner(name: "a name", kind: .ed25519, secret: .init(repeating: 1, count: 32)) == nil)
        #expect(NoteSigner(name: "name", kind: .ed25519, secret: [1]) == nil)
        // Another time is another signature.
        var bytes = read.signatures[1].bytes
        bytes[7] ^= 1
        let moved = NoteSignature(name: read.signatures[1].name, id: read.signatures[1].id, bytes: bytes)
        #expect(
            SignedNote(text: head.text, signatures: [moved]).verify(with: [witness.verifier])
                == .forged(witness.verifier))
    }

    @Test(arguments: [
        "a\n3\n", "a\n03\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n+3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "a\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "a\n3\nCsUYapGG\n", "a\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n",
        "a\n18446744073709551616\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ])
    func `what is no checkpoint is refused`(text: String) { #expect(Checkpoint(text: text) == nil) }

    @Test func `a proof is read as it was written, and proves its entry alone`() throws {
        let entries = SampleTree.entries(19)
        let tree = SampleTree(entries)
        let log = try #require(
            NoteSigner(name: "registry.example/audit", kind: .ed25519, secret: NoteSigner.newSecret()))
        let head = Checkpoint(origin: log.verifier.name, size: 19, root: tree.frontier.root)
        let inclusion = InclusionProof(index: 16, hashes: try tree.reader.inclusionProof(of: 16, size: 19))
        for extra in [nil, Array("the entry".utf8)] as [[UInt8]?] {
            let proof = LogProof(
                extra: extra, inclusion: inclusion,
                note: SignedNote(text: head.text, signatures: [try log.sign(head.text)]))
            let read = try #require(LogProof(proof.bytes))
            #expect(read == proof)
            #expect(read.includes(.leaf(entries[16])))
            #expect(!read.includes(.leaf(entries[15])))
            let text = String(decoding: proof.bytes, as: UTF8.self)
            for (part, other) in [("tlog-proof@v1", "tlog-proof@v2"), ("index 16", "index 016"), ("\n\n", "\n")] {
                #expect(LogProof(Array(text.replacing(part, with: other).utf8)) == nil, "\(other)")
            }
        }
    }
}
