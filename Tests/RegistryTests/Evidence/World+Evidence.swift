import Crypto
import EvidenceFiles
import Records
import TestSupport

@testable import Registry

extension World {
    /// The folder of evidence files.
    var folder: EvidenceFolder { get throws { try registry.evidenceFolder() } }

    /// Brings a file in.
    @discardableResult
    func received(_ bytes: [UInt8], by actor: Actor) async throws -> FileDigest {
        let (digest, placed) = try placed(bytes, by: actor)
        _ = try await registry.receiveEvidence(digest, placed, Call(by: actor))
        return digest
    }

    /// A file in its place, before its row is there.
    func placed(_ bytes: [UInt8], by actor: Actor) throws -> (digest: FileDigest, placed: Upload.Placed) {
        guard let digest = FileDigest(bytes: SHA256.hash(data: bytes)) else { throw CancellationError() }
        let key = UploadKey(authority: actor.jurisdiction, person: actor.person, digest: digest)
        let upload = try Uploads(folder).begin(key, at: nil, TestEvidence.limits)
        try upload.append(bytes)
        return (digest, try upload.complete())
    }

    /// A file's bytes, as somebody gets them.
    func handedOut(
        _ digest: FileDigest, for purpose: String? = nil, to actor: Actor
    ) async throws -> (bytes: [UInt8], isOriginal: Bool) {
        let folder = try folder
        let handed = try await registry.handOutEvidence(digest, for: purpose, actor) { digest in
            (
                try folder.standing(of: digest, of: actor.jurisdiction),
                try folder.open(digest, of: actor.jurisdiction)
            )
        }
        var bytes: [UInt8] = []
        while let piece = try handed.file.next() { bytes += piece }
        return (bytes, handed.isOriginal)
    }
}
