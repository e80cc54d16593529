import Records

/// Sends a file in parts, and goes on by itself where a connection broke.
struct EvidenceSender {
    let session: Session

    private static let partBytes = 4 << 20
    /// How often in a row nothing may come of it.
    private static let patience = 5

    /// Returns when the server has the whole file.
    func send(_ file: EvidenceFile) async throws {
        var vain = 0
        var last = -1
        while true {
            do {
                let (offset, isComplete) = try await standing(of: file)
                if isComplete { return }
                if offset > last { vain = 0 }
                last = offset
                if try await sendPart(of: file, at: offset) { return }
            } catch let failure as Failure where Self.passes(failure) && vain < Self.patience {
                vain += 1
                session.say("The connection broke at \(max(last, 0)) of \(file.bytes) bytes of \(file.path); going on.")
                try await Task.sleep(for: .milliseconds(250 << vain))
            }
        }
    }

    /// Gives whether it was the last one.
    private func sendPart(of file: EvidenceFile, at offset: Int) async throws -> Bool {
        let part = try file.part(at: offset, upTo: Self.partBytes)
        let isLast = offset + part.count >= file.bytes
        guard !part.isEmpty else {
            throw Failure(
                .failed, "file_changed", "\(file.path) became shorter while it was sent.",
                attempt: "the same command again")
        }
        var ask = HTTPAsk(.PATCH, "/v1/evidence/\(file.digest)/upload")
        ask.headers = [
            ("Content-Type", "application/partial-upload"), ("Upload-Offset", "\(offset)"),
            ("Upload-Complete", isLast ? "?1" : "?0"),
        ]
        ask.body = part
        return try await session.send(ask, []).json["complete"]?.truth ?? false
    }

    private func standing(of file: EvidenceFile) async throws -> (offset: Int, isComplete: Bool) {
        do {
            let json = try await session.get("/v1/evidence/\(file.digest)/upload").json
            return (json["offset"]?.wholeNumber ?? 0, json["complete"]?.truth ?? false)
        } catch let failure as Failure where failure.code == "unknown_upload" {
            return (0, false)
        }
    }

    /// Whether it is worth another try: the connection, and not the file, was at fault.
    private static func passes(_ failure: Failure) -> Bool {
        [.unreachable, .busy].contains(failure.exit) && failure.code != "no_evidence_folder"
            && failure.code != "evidence_disk_full"
            || ["outcome_unknown", "body_cut_short", "upload_offset_mismatch", "upload_goes_on_elsewhere"].contains(
                failure.code)
    }
}
