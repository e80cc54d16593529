import EvidenceFiles
import Records

/// Evidence files of tests.
package enum TestEvidence {
    /// A new empty folder, removed when this process exits.
    package static func folder() throws -> EvidenceFolder {
        let folder = EvidenceFolder(try TestFolder.make())
        try folder.prepare()
        return folder
    }

    /// What looks like a photo: the first bytes of a JPEG, and a text after them.
    package static func photo(_ text: String, bytes: Int = 0) -> [UInt8] {
        let photo = [0xFF, 0xD8, 0xFF, 0xE0] + Array("....JFIF....\(text)".utf8)
        return photo + [UInt8](repeating: 0xA5, count: max(0, bytes - photo.count))
    }

    /// The types and sizes of tests: everything, up to a megabyte.
    package static var limits: UploadLimits {
        UploadLimits(types: Dictionary(uniqueKeysWithValues: EvidenceType.allCases.map { ($0, 1 << 20) }))
    }
}
