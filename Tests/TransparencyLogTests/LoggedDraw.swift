import Crypto
import Foundation
import Testing

@testable import TransparencyLog

/// A draw whose row is the only entry of a log, with the files that are exported of it.
final class LoggedDraw {
    let root: TreeHash
    /// The signed head.
    let head: String
    private let folder = FileManager.default.temporaryDirectory.appending(path: "draw-\(UUID().uuidString)")

    private static let signer = NoteSigner(
        name: "registry.example", kind: .ed25519, secret: [UInt8](repeating: 7, count: 32))
    static let strangerKey =
        NoteSigner(name: "registry.example", kind: .ed25519, secret: [UInt8](repeating: 8, count: 32))?.verifier.vkey
        ?? ""

    init(_ pool: DrawPool) throws {
        let signer = try #require(Self.signer)
        let row = try Self.json([
            "replaces_id": NSNull(), "reference": pool.id, "first_day": "2026-12-07", "last_day": "2026-12-11",
            "pool": pool.text,
        ])
        let entry = try Self.json([
            "object": "draw", "key": "1", "version": 1, "act": "open", "actor": "88ab", "at": "2026-12-01T08:00:00Z",
            "digest": DrawPool.hex(SHA256.hash(data: Array(row.utf8))),
        ])
        root = TreeHash.leaf(Array(entry.utf8))
        let text = Checkpoint(origin: signer.verifier.name, size: 1, root: root).text
        let note = SignedNote(text: text, signatures: [try signer.sign(text)])
        head = String(decoding: note.bytes, as: UTF8.self)
        let proof = LogProof(inclusion: InclusionProof(index: 0, hashes: []), note: note)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            try Self.json([
                "about": "draw \(pool.id)", "record": row, "entry": entry,
                "proof": String(decoding: proof.bytes, as: UTF8.self),
            ]).utf8
        ).write(to: folder.appending(path: "proof.json"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// What a program says of a record of the draw.
    func check(_ record: String, by program: String, key: String? = nil) throws -> (exit: Int32, text: String) {
        try Data(record.utf8).write(to: folder.appending(path: "draw.json"))
        return try DrawTests.run(
            [path("draw.json"), "--proof", path("proof.json"), "--key", key ?? Self.signer?.verifier.vkey ?? ""],
            input: nil, program: program)
    }

    /// The same by the program without one of its checks.
    func check(
        _ record: String, bySabotaging line: String, in program: String, also other: (String, String)? = nil
    ) throws -> (exit: Int32, text: String) {
        var text = try String(contentsOfFile: program, encoding: .utf8)
        #expect(text.contains(line))
        text = text.replacing(line, with: "if False:")
        if let other { text = text.replacing(other.0, with: other.1) }
        try Data(text.utf8).write(to: folder.appending(path: "verify-draw.py"))
        let log = URL(filePath: program).deletingLastPathComponent().appending(path: "verify-log.py")
        try Data(contentsOf: log).write(to: folder.appending(path: "verify-log.py"))
        return try check(record, by: path("verify-draw.py"))
    }

    private static func json(_ members: [String: Any]) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
