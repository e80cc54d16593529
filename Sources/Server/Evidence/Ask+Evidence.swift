import EvidenceFiles
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Records
import Registry

extension Ask {
    /// The hash of an evidence file that the path names.
    /// - Throws: `Refusal` `not_a_sha256`; so no other text ever becomes a file's name.
    func digest() throws -> FileDigest {
        guard let digest = FileDigest(try parameter("sha256")) else {
            throw Refusal(
                .badInput, "not_a_sha256", "The path names no file: what stands there is not \(FileDigest.form).",
                hint: "sha256sum FILE prints it.")
        }
        return digest
    }

    /// The bytes of a file: its redacted copy, or with `purpose` the original. `Content-Location` says which of them it is.
    /// Whoever asks for an original is recorded before the first byte leaves.
    func handOutEvidence() async throws -> Response {
        let purpose = try query { $0.optionalText("purpose", min: Reason.fewestCharacters, max: 500) }
        let digest = try digest()
        let folder = try registry.evidenceFolder()
        let place = try parts.evidenceStreams.take()
        let authority = actor.jurisdiction
        let handed = try await registry.handOutEvidence(digest, for: purpose, actor) { digest in
            try await onDisk {
                (try folder.standing(of: digest, of: authority), try folder.open(digest, of: authority))
            }
        }
        let file = handed.file
        var headers = HTTPFields()
        headers[.contentType] = handed.type == .text ? "text/plain; charset=utf-8" : handed.type.rawValue
        headers[.contentDisposition] = "attachment; filename=\"\(handed.digest.short).\(handed.type.ending)\""
        headers[.contentLocation] = "/v1/evidence/\(handed.digest)"
        headers[.reprDigest] = "sha-256=:\(Data(handed.digest.bytes).base64EncodedString()):"
        headers[.receipt] = handed.receipt
        let body = ResponseBody.streaming(contentLength: file.bytes) { write in
            while let piece = try await onDisk({ try file.next() }) { try await write(piece) }
            place.giveBack()
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
