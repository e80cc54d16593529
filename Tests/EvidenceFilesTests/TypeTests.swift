import Records
import Testing

@Suite struct TypeTests {
    @Test(arguments: [
        ([0xFF, 0xD8, 0xFF, 0xE0], EvidenceType.jpeg), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("RIFF....WEBPVP8 ".utf8), .webp), (Array("%PDF-1.7\n".utf8), .pdf),
        (Array("....ftypheic....".utf8), .heic), (Array("....ftypisom....".utf8), .mp4),
    ])
    func `a type is told by the first bytes`(head: [UInt8], type: EvidenceType) {
        #expect(EvidenceType(head: head) == type)
    }

    @Test(arguments: ["<html>", "MZ......", "PK\u{3}\u{4}", "....ftypabcd....", "", "RIFF....AVI "])
    func `other first bytes announce nothing`(head: String) { #expect(EvidenceType(head: Array(head.utf8)) == nil) }

    @Test func `a text is UTF-8 without control characters`() {
        #expect(EvidenceType.isText(Array("Wéér lawaai.\r\n\tOok gisteren.".utf8)))
        #expect(
            !EvidenceType.isText([0x41, 0x00]) && !EvidenceType.isText([0xC3, 0x28]) && !EvidenceType.isText([0x1B]))
    }

    @Test(arguments: [
        "../../etc/passwd", "", "ab", String(repeating: "g", count: 64), String(repeating: "a", count: 63) + "/",
    ])
    func `nothing but 64 hexadecimal digits names a file`(text: String) { #expect(FileDigest(text) == nil) }

    @Test func `a hash goes to bytes and back`() throws {
        let digest = try #require(FileDigest(String(repeating: "0AfF", count: 16)))
        #expect(digest.text == String(repeating: "0aff", count: 16))
        #expect(FileDigest(bytes: digest.bytes) == digest)
        #expect(FileDigest(bytes: digest.bytes.dropLast()) == nil)
    }
}
