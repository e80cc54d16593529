import EvidenceFiles
import HTTPTypes
import Hummingbird
import NIOPosix
import Records
import Registry

/// Takes one evidence file in, whole or in parts, in constant memory.
///
/// Parts travel as in draft-ietf-httpbis-resumable-upload ("Resumable Uploads for HTTP"): `Upload-Offset`, `Upload-Complete`,
/// `application/partial-upload`, and 409 with the right offset. The resource to go on with needs no name of its own, since the
/// file has one: its hash.
struct EvidenceIntake {
    private let ask: Ask
    private let digest: FileDigest
    private let uploads: Uploads

    /// - Throws: `Refusal` for a path without a hash, a dry run, or a server without a folder.
    init(_ ask: Ask) throws {
        self.ask = ask
        digest = try ask.digest()
        if try ask.query({ $0.bool("dryRun", default: false) }) {
            throw Refusal(
                .badInput, "upload_is_not_tried", "A file can't be sent for a try, so nothing was taken.",
                hint: "Send it without the dry run; what is attached to nothing ends by itself.")
        }
        _ = try ask.registry.evidenceFolder()
        guard let uploads = ask.parts.uploads else { throw Refusal.bodyCutShort }
        self.uploads = uploads
    }

    /// The whole file as the body; what came before of it is dropped.
    func whole() async throws -> Response {
        let limits = try await ask.registry.uploadLimits(ask.actor)
        let upload = try await receive(at: nil, limits)
        return ask.response(try await finish(upload), to: Call(by: ask.actor))
    }

    /// One part of it as the body.
    func part() async throws -> Response {
        let limits = try await ask.registry.uploadLimits(ask.actor)
        let (offset, isLast) = try head()
        let upload = try await receive(at: offset, limits)
        guard isLast else {
            return Self.told(digest, offset: try await onDisk { try upload.keep() }, isComplete: false)
        }
        let bytes = upload.offset
        let answer = try await finish(upload)
        var response = Self.told(digest, offset: bytes, isComplete: true)
        response.headers[.receipt] = answer.receipt
        return response
    }

    /// How much of it has come.
    /// - Throws: `Refusal` `unknown_upload`.
    func standing() async throws -> Response {
        let (folder, digest, authority) = (try ask.registry.evidenceFolder(), digest, ask.actor.jurisdiction)
        // Where the file is lost the row says that it was received, and who still has it may send it again.
        if let bytes = try await ask.registry.keptEvidence(digest, ask.actor),
            try await onDisk({ folder.holds(digest, of: authority, bytes: bytes) })
        {
            return Self.told(digest, offset: bytes, isComplete: true)
        }
        let (uploads, key) = (uploads, key)
        guard let offset = try await onDisk({ try uploads.offset(of: key) }) else {
            throw Refusal(
                .notFound, "unknown_upload", "Nothing of the file \(digest) has come from you.",
                hint: "Send it from its first byte.")
        }
        return Self.told(digest, offset: offset, isComplete: false)
    }

    private var key: UploadKey {
        UploadKey(authority: ask.actor.jurisdiction, person: ask.actor.person, digest: digest)
    }

    /// The head of a request with a part: its place and whether it is the last one.
    private func head() throws -> (offset: Int, isLast: Bool) {
        try ask.requireType("application/partial-upload")
        var problems: [FieldProblem] = []
        let offset = ask.request.headers[.uploadOffset].flatMap(Int.init)
        if offset.map({ $0 < 0 }) ?? true {
            problems.append(
                FieldProblem(
                    "", "upload_offset", "Upload-Offset says at which byte the part begins, like Upload-Offset: 0."))
        }
        let isLast = ["?1": true, "?0": false][ask.request.headers[.uploadComplete] ?? ""]
        if isLast == nil {
            problems.append(
                FieldProblem("", "upload_complete", "Upload-Complete says whether the part is the last one: ?1 or ?0."))
        }
        guard problems.isEmpty, let offset, let isLast else { throw Refusal.badInput(problems) }
        return (offset, isLast)
    }

    /// Takes the body in. Where it is cut short, what came stays, and the sender can go on.
    private func receive(at offset: Int?, _ limits: UploadLimits) async throws -> Upload {
        if let encoding = ask.request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Refusal.unsupportedEncoding(encoding)
        }
        let announced = ask.request.headers[.contentLength].flatMap(Int.init)
        // Both numbers are the sender's: their sum can be more than a number holds.
        if (offset ?? 0) > limits.mostBytes || announced.map({ $0 > limits.mostBytes - (offset ?? 0) }) ?? false {
            throw Refusal(
                .tooLarge, "evidence_is_not_too_large",
                "The file would have more than \(limits.mostBytes) bytes, and none may; nothing was taken.",
                hint: "Make it smaller and keep the original where it is.")
        }
        let place = try ask.parts.evidenceStreams.take()
        defer { place.giveBack() }
        let (uploads, key) = (uploads, key)
        let upload = try await onDisk { try uploads.begin(key, at: offset, limits) }
        do {
            try await take(into: upload, announced)
        } catch {
            upload.giveUp()
            throw error is BodyCutShort ? Refusal.bodyCutShort : error
        }
        return upload
    }

    private func take(into upload: Upload, _ announced: Int?) async throws {
        var (count, piece) = (0, [UInt8]())
        for try await part in ask.request.body {
            piece.append(contentsOf: part.readableBytesView)
            guard piece.count >= Self.pieceBytes else { continue }
            count += piece.count
            let full = piece
            piece = []
            try await onDisk { try upload.append(full) }
        }
        let rest = piece
        if !rest.isEmpty { try await onDisk { try upload.append(rest) } }
        // The end of the connection looks like the end of the body.
        if let announced, announced != count + rest.count { throw BodyCutShort() }
    }

    private static let pieceBytes = 1 << 18

    /// The file is whole: it is on the disk in its place before its row is there.
    private func finish(_ upload: Upload) async throws -> Answer {
        let placed = try await onDisk { try upload.complete() }
        let answer = try await ask.registry.receiveEvidence(digest, placed, Call(by: ask.actor))
        // Nobody takes the file away before.
        withExtendedLifetime(placed) {}
        return answer
    }

    private static func told(_ digest: FileDigest, offset: Int, isComplete: Bool) -> Response {
        let json: JSONValue = [
            "sha256": .string(digest.text), "offset": .integer(offset), "complete": .bool(isComplete),
        ]
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .uploadOffset: "\(offset)", .uploadComplete: isComplete ? "?1" : "?0",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes())))
    }
}

/// What waits for the disk, on a thread that may.
func onDisk<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await NIOThreadPool.singleton.runIfActive(work)
}

extension HTTPField.Name {
    static let uploadOffset = HTTPField.Name.evidence("Upload-Offset")
    static let uploadComplete = HTTPField.Name.evidence("Upload-Complete")
    static let reprDigest = HTTPField.Name.evidence("Repr-Digest")

    /// Only for literals above: each is a token, so that the name is there.
    private static func evidence(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a field name") }
        return name
    }
}
