import Chance
import Crypto
import Foundation
import Records
import Testing

@testable import EvidenceFiles

@Suite final class UploadTests {
    private let folder: EvidenceFolder
    private let uploads: Uploads
    private let limits = UploadLimits(types: [.jpeg: 300_000, .text: 1000])

    init() throws {
        folder = EvidenceFolder(NSTemporaryDirectory() + "evidence-\(UUID().uuidString)")
        try folder.prepare()
        uploads = Uploads(folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    private func photo(_ length: Int, _ random: inout SplitMix64) -> [UInt8] {
        [0xFF, 0xD8, 0xFF] + (0..<length).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
    }

    private func digest(_ bytes: [UInt8]) throws -> FileDigest {
        try #require(FileDigest(bytes: SHA256.hash(data: bytes)))
    }

    private func key(_ digest: FileDigest, person: Int = 7, authority: Int = 1) -> UploadKey {
        UploadKey(authority: authority, person: person, digest: digest)
    }

    private func refusal(_ body: () throws -> Void) throws -> Refusal {
        do { try body() } catch let refusal as Refusal { return refusal }
        throw CancellationError()
    }

    @Test(arguments: 1...20) func `a file that is cut anywhere, any number of times, arrives whole`(seed: UInt64) throws
    {
        var random = SplitMix64(seed: seed)
        let bytes = photo(Int.random(in: 20...100_000, using: &random), &random)
        let key = key(try digest(bytes))
        var rounds = 0
        while true {
            rounds += 1
            let there = try uploads.offset(of: key)
            let offset = there ?? 0
            let upload = try uploads.begin(key, at: rounds == 1 ? nil : offset, limits)
            let end = rounds > 12 ? bytes.count : Int.random(in: offset...bytes.count, using: &random)
            var place = offset
            while place < end {
                let piece = Int.random(in: 1...max(1, (end - place)), using: &random)
                try upload.append(Array(bytes[place..<place + piece]))
                place += piece
            }
            if end == bytes.count {
                let placed = try upload.complete()
                #expect(placed.bytes == bytes.count && placed.type == .jpeg)
                break
            }
            // Kept in order, given up, or left by a program that was killed.
            switch Int.random(in: 0..<3, using: &random) {
            case 0: #expect(try upload.keep() == end)
            case 1: upload.giveUp()
            default: break
            }
        }
        #expect(try folder.standing(of: key.digest, of: 1) == .whole(bytes: bytes.count))
        #expect(try uploads.offset(of: key) == nil)
        #expect(try folder.files().count == 1)
    }

    @Test func `bytes with another hash are not kept, nor is a flipped bit of what was kept before`() throws {
        var random = SplitMix64(seed: 3)
        let bytes = photo(5000, &random)
        let key = key(try digest(bytes))
        var wrong = bytes
        wrong[1000] ^= 1
        let upload = try uploads.begin(key, at: nil, limits)
        try upload.append(wrong)
        let refused = try refusal { _ = try upload.complete() }
        #expect(refused.code == "evidence_digest_differs")
        #expect(
            refused.message == "The bytes that came have another SHA-256 than the one in the path, so nothing was kept."
        )
        #expect(try uploads.offset(of: key) == nil)
        // What lay on the disk between two parts is not believed either: this is what a power cut leaves.
        let first = try uploads.begin(key, at: nil, limits)
        try first.append(Array(bytes[..<2000]))
        _ = try first.keep()
        let part = "\(folder.path)/incoming/1/7/\(key.digest)"
        var lying = try Data(contentsOf: URL(filePath: part))
        lying[10] ^= 0x80
        try lying.write(to: URL(filePath: part))
        let second = try uploads.begin(key, at: 2000, limits)
        try second.append(Array(bytes[2000...]))
        #expect(try refusal { _ = try second.complete() }.code == "evidence_digest_differs")
        #expect(try folder.files() == [])
    }

    @Test func `a part that doesn't fit is told where to go on`() throws {
        var random = SplitMix64(seed: 4)
        let bytes = photo(500, &random)
        let key = key(try digest(bytes))
        let upload = try uploads.begin(key, at: 0, limits)
        try upload.append(Array(bytes[..<100]))
        _ = try upload.keep()
        let refused = try refusal { _ = try uploads.begin(key, at: 40, limits) }
        #expect(
            refused.message == "The part begins at byte 40, and 100 bytes of the file have come; nothing was taken.")
        #expect(refused.choices == [.integer(100)] && refused.hint == "Go on at byte 100, or send the whole file.")
        // Another person's upload of the same file is one of its own.
        #expect(try uploads.offset(of: self.key(key.digest, person: 8)) == nil)
        #expect(
            try refusal { _ = try uploads.begin(self.key(key.digest, person: 8), at: 100, limits) }.choices == [
                .integer(0)
            ])
    }

    @Test func `what is too large, empty or of no known type is not kept`() throws {
        var random = SplitMix64(seed: 5)
        let large = photo(300_000, &random)
        let upload = try uploads.begin(key(try digest(large)), at: nil, limits)
        let refused = try refusal { try upload.append(large) }
        #expect(refused.kind == .tooLarge && refused.message == "The file may have 300000 bytes, so nothing was kept.")
        // Each type has a limit of its own.
        let text = Array(String(repeating: "Lawaai. ", count: 200).utf8)
        let long = try uploads.begin(key(try digest(text)), at: nil, limits)
        try long.append(text)
        #expect(try refusal { _ = try long.complete() }.code == "evidence_is_of_a_known_type")
        let program = Array("\u{7F}ELF".utf8) + [UInt8](repeating: 0, count: 100)
        let unknown = try uploads.begin(key(try digest(program)), at: nil, limits)
        let kind = try refusal { try unknown.append(program) }
        #expect(kind.kind == .unsupportedType)
        #expect(kind.message == "By its content the file is of no type that is taken, so nothing was kept.")
        let empty = try uploads.begin(key(try digest([])), at: nil, limits)
        #expect(try refusal { _ = try empty.complete() }.message == "The file is empty, so it was not kept.")
        // One that begins like a text and is none.
        let mixed = Array("Beste mensen, hierbij".utf8) + [0]
        let late = try uploads.begin(key(try digest(mixed)), at: nil, limits)
        try late.append(mixed)
        #expect(try refusal { _ = try late.complete() }.code == "evidence_is_of_a_known_type")
        #expect(try folder.files() == [] && uploads.sweep(limits, now: Int.max / 2) == 0)
    }

    @Test func `who goes on elsewhere takes over from a connection that hangs`() throws {
        var random = SplitMix64(seed: 6)
        let bytes = photo(5000, &random)
        let key = key(try digest(bytes))
        let hanging = try uploads.begin(key, at: nil, limits)
        try hanging.append(Array(bytes[..<1000]))
        let newer = try uploads.begin(key, at: 1000, limits)
        let refused = try refusal { try hanging.append(Array(bytes[1000..<2000])) }
        #expect(refused.message == "Another request has gone on with this file meanwhile, so this one was ended.")
        try newer.append(Array(bytes[1000...]))
        #expect(try newer.complete().bytes == bytes.count)
    }

    @Test func `two persons who send the same file at once both succeed, and it lies there once`() async throws {
        var random = SplitMix64(seed: 7)
        let bytes = photo(200_000, &random)
        let digest = try digest(bytes)
        let (uploads, limits) = (uploads, limits)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for person in 1...8 {
                tasks.addTask {
                    let upload = try uploads.begin(
                        UploadKey(authority: 1, person: person, digest: digest), at: nil, limits)
                    for place in stride(from: 0, to: bytes.count, by: 10_000) {
                        try upload.append(Array(bytes[place..<min(bytes.count, place + 10_000)]))
                    }
                    #expect(try upload.complete().bytes == bytes.count)
                }
            }
            try await tasks.waitForAll()
        }
        #expect(try folder.files().count == 1)
        #expect(try folder.standing(of: digest, of: 1) == .whole(bytes: bytes.count))
        // Another authority has none.
        #expect(try folder.standing(of: digest, of: 2) == .missing)
    }

    @Test func `of two servers on one folder one takes a file in, and the other can't write into it afterwards`() throws
    {
        var random = SplitMix64(seed: 9)
        let bytes = photo(50_000, &random)
        let key = UploadKey(authority: 1, person: 1, digest: try digest(bytes))
        let elsewhere = Uploads(folder)
        let first = try elsewhere.begin(key, at: nil, limits)
        try first.append(Array(bytes[..<1000]))
        let refused = #expect(throws: Refusal.self) { try uploads.begin(key, at: nil, limits) }
        #expect(refused?.code == "upload_goes_on_elsewhere")
        #expect(refused?.message == "Another server still takes this file in, so nothing was taken here.")
        #expect(refused?.hint == "Send it again in a few minutes.")
        first.giveUp()
        let second = try uploads.begin(key, at: nil, limits)
        try second.append(bytes)
        #expect(try second.complete().bytes == bytes.count)
        #expect(throws: Refusal.self) { try first.append([1]) }
        #expect(try folder.standing(of: key.digest, of: 1) == .whole(bytes: bytes.count))
    }

    @Test func `one person has so many files on the way, and what nobody goes on with is dropped`() throws {
        var random = SplitMix64(seed: 8)
        var few = limits
        few.unfinished = 2
        for number in 0..<2 {
            let bytes = photo(100 + number, &random)
            let upload = try uploads.begin(key(try digest(bytes)), at: nil, few)
            try upload.append(bytes)
            _ = try upload.keep()
        }
        let third = photo(200, &random)
        let refused = try refusal { _ = try uploads.begin(key(try digest(third)), at: nil, few) }
        #expect(refused.message == "Nothing was taken: 2 other files of yours are on their way, with 207 bytes.")
        let now = Int(Date().timeIntervalSince1970)
        #expect(try uploads.sweep(few, now: now) == 0)
        #expect(try uploads.sweep(few, now: now + few.seconds + 60) == 2)
        _ = try uploads.begin(key(try digest(third)), at: nil, few)
    }

    @Test func `a file that was altered, exchanged or lost is found to be so`() throws {
        var random = SplitMix64(seed: 9)
        let bytes = photo(1000, &random)
        let digest = try digest(bytes)
        let upload = try uploads.begin(key(digest), at: nil, limits)
        try upload.append(bytes)
        _ = try upload.complete()
        let path = folder.file(digest, of: 1)
        var flipped = Data(bytes)
        flipped[500] ^= 1
        try flipped.write(to: URL(filePath: path))
        #expect(try folder.standing(of: digest, of: 1) == .altered(bytes: bytes.count))
        // Sent once more it is whole again.
        let again = try uploads.begin(key(digest), at: nil, limits)
        try again.append(bytes)
        _ = try again.complete()
        #expect(try folder.standing(of: digest, of: 1) == .whole(bytes: bytes.count))
        try folder.destroy(digest, of: 1)
        #expect(try folder.standing(of: digest, of: 1) == .missing)
        try folder.destroy(digest, of: 1)
        // A link to somewhere else is no file.
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
        #expect(throws: FileProblem.self) { try folder.standing(of: digest, of: 1) }
    }
}
