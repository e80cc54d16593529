import FoundationEssentials
import Glibc
import Provision
import Testing
import TestSupport

@Suite struct KeyFolderTests {
    @Test func `a key is kept for its owner alone, and destroyed for good`() throws {
        let folder = KeyFolder(try TestFolder.make() + "/contact-keys")
        #expect(try folder.names() == [])
        #expect(try folder.read("0363-2028-11-aa") == nil)
        try folder.keep("epoch-key:a:b", as: "0363-2028-11-aa")
        try folder.keep("epoch-key:c:d", as: "0363-2028-12-bb")
        #expect(try folder.names() == ["0363-2028-11-aa", "0363-2028-12-bb"])
        #expect(try folder.read("0363-2028-11-aa") == "epoch-key:a:b\n")
        var status = stat()
        #expect(stat(folder.path + "/0363-2028-11-aa.epoch", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(folder.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
        // A second name of the file shows what became of its bytes.
        #expect(link(folder.path + "/0363-2028-11-aa.epoch", folder.path + "/seen") == 0)
        try folder.destroy("0363-2028-11-aa")
        let left = try #require(FileManager.default.contents(atPath: folder.path + "/seen"))
        #expect(!String(decoding: left, as: UTF8.self).contains("epoch-key"))
        #expect(try folder.names() == ["0363-2028-12-bb"])
        try folder.destroy("0363-2028-11-aa")
    }

    @Test func `a key that others may read is refused`() throws {
        let folder = KeyFolder(try TestFolder.make())
        try folder.keep("epoch-key:a:b", as: "one")
        #expect(chmod(folder.path + "/one.epoch", 0o644) == 0)
        #expect(
            throws: ProvisionRefusal(
                "Others than its owner may read the contact key \(folder.path)/one.epoch. Type: chmod 600 \(folder.path)/one.epoch"
            )
        ) {
            try folder.read("one")
        }
    }

    @Test func `a lasting key is made once`() throws {
        let folder = KeyFolder(try TestFolder.make() + "/keys")
        let first = try folder.lasting("requests")
        #expect(first.count == 32)
        #expect(try folder.lasting("requests") == first)
        #expect(try folder.names() == [])
    }
}
