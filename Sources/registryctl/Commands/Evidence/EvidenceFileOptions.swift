import ArgumentParser
import Records

/// One evidence file, by its hash or the beginning of it.
struct EvidenceFileOptions: ParsableArguments {
    @Argument(help: "SHA-256 of the file, or 8 digits or more of its beginning with --record.") var file: String
    @Option(
        help: ArgumentHelp(
            "Reference of the record to which it belongs, among whose files a beginning is looked for.",
            valueName: "reference"), completion: .references(.inspection))
    var record: String?

    /// - Throws: `Failure` where it is no hash, and where a beginning is that of no one file of the record.
    func digest(_ session: Session) async throws -> FileDigest {
        if let digest = FileDigest(PastedText.bare(file)) { return digest }
        guard EvidencePlace.isBeginning(file) else { throw EvidencePlace.notADigest(file) }
        guard let record else {
            throw Failure.usage(
                "\(file) is the beginning of a SHA-256, and of which record's file is not said: give --record, or all 64 digits.",
                attempt: "registryctl evidence list REFERENCE")
        }
        let place = try EvidencePlace(record)
        let items = try await session.get(place.path, hint: place.list).json["items"]?.items ?? []
        return try EvidencePlace.digest(file, among: items, of: place)
    }

    var slips: Slips {
        var slips = Slips()
        slips.check(file)
        if let record { _ = slips.value { () throws(Failure) in try EvidencePlace(record) } }
        return slips
    }
}
