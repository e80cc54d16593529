import Policy
import Yams

/// Reads one pack file into a `Pack`, telling all problems at once.
struct PackReader {
    let problems: ProblemList
    let sources: SourceReader
    let root: Section

    static let keys = [
        "pack", "version", "title", "language", "validity", "governs", "extends", "sources", "classes", "criteria",
        "ladders", "no_ladder", "combination", "circumstances", "rewards", "offers", "procedure", "harm", "licences",
        "notes",
    ]

    init?(_ node: Node, _ problems: ProblemList) {
        guard let root = Section(node, what: "the pack", keys: Self.keys, problems) else { return nil }
        self.root = root
        self.problems = problems
        problems.currency = UsualCurrency.of(node)
        sources = SourceReader(root, problems)
    }

    /// - Parameter base: finds the pack that this one extends.
    func read(sha256: String, base: (_ id: String, _ version: String) throws -> Pack?) rethrows -> Pack? {
        let inherited = try inherit(base)
        let id = root.requiredText("pack", "Write for example: pack: nl/leeuwarden/j")
        let version = root.requiredText("version", "Write for example: version: \"2011\"")
        if let id { checkName(id) }
        if let version { checkVersion(version) }
        let title = root.localized("title")
        let language = readLanguage()
        let validity = readValidity()
        let rules = readRules(inherited?.rules)
        guard let id, let version, let title, let language, let rules else { return nil }
        return Pack(
            id: id, version: version, titles: title, sha256: sha256, language: language, validFrom: validity.from,
            validThrough: validity.through, bases: inherited.map { [$0.reference] + $0.bases } ?? [],
            sources: sources.all, rules: rules)
    }

    private func readLanguage() -> String? {
        let hint = "Write the language of the rules, such as nl."
        guard let language = root.requiredText("language", hint) else { return nil }
        if (2...3).contains(language.count), language.allSatisfy({ ("a"..."z").contains($0) }) { return language }
        problems.add(
            root.node("language")?.line ?? root.line,
            "\"language\" of the pack is \"\(language)\". Write its code in small letters, such as en, nl or de.")
        return nil
    }

    /// Says no when a section has too many entries, with those that the pack inherits.
    private func isShort(_ key: String, _ inherited: Int?) -> Bool {
        let count = (root.node(key)?.mapping?.count ?? 0) + (inherited ?? 0)
        guard count > TextLimits.entries else { return true }
        problems.add(
            root.node(key)?.line ?? root.line,
            "The pack has \(count) \(key), with those of the pack that it extends; at most \(TextLimits.entries) are read. "
                + "Split it.")
        return false
    }

    private func readRules(_ base: Rules?) -> Rules? {
        guard isShort("criteria", base?.criteria.count), isShort("ladders", base?.ladders.count) else { return nil }
        let classes = ClassesReader(root, sources, base: base?.classes ?? []).read()
        let own = CriteriaReader(root, sources, base: base?.criteria ?? [], problems).read()
        let criteria = merge(base?.criteria ?? [], own.criteria)
        // Without its base the pack's codes can't be known: that is told once, not again for each of them.
        let isLost = root.has("extends") && base == nil
        let known = LaddersReader.Known(
            criteria: isLost ? nil : merge(criteria.map(\.code), own.codes),
            classes: isLost ? nil : merge(classes.map(\.code), root.entries("classes").map(\.key)))
        let ladders = LaddersReader(root, sources, known, base: base?.ladders ?? [], problems).read()
        let weighing = WeighingReader(root, sources, base: base)
        let procedure = ProcedureReader(root, sources, base: base)
        let offers = weighing.offers
        let combination = CombinationReader(root, sources, base: base?.combination, problems).read(ladders, offers)
        let governance = procedure.governance(hasLadders: root.has("ladders") || !ladders.isEmpty)
        let licences = LicencesReader(root, sources, base: base?.licences).read()
        let noLadder = noLadder(base, known.criteria)
        // Everything is read before anything that is missing ends it, so that all is told at once.
        let (circumstances, rewards) = (weighing.circumstances, weighing.rewards)
        let (procedures, harm) = (procedure.procedures, procedure.harm)
        guard let combination, let licences else { return nil }
        var rules = Rules(
            criteria: criteria, classes: classes, ladders: ladders, noLadder: noLadder, combination: combination,
            circumstances: circumstances, rewards: rewards, offers: offers, procedures: procedures,
            governance: governance, harm: harm, licences: licences)
        rules.remarks = (base?.remarks ?? []) + notes()
        if let base { rules.overridden = rules.overridden(base) }
        if !isLost { ReferenceCheck(rules, root, problems).check() }
        return rules
    }

    /// What the source says and no rule can hold: told by the check, and nothing is decided by it.
    private func notes() -> [Sourced<Localized>] {
        root.entries("notes").compactMap { code, node in
            guard let section = Section(node, what: "note \"\(code)\"", keys: ["text", "source"], problems) else {
                return nil
            }
            let text = section.localized("text")
            let citation = sources.citation(of: section, for: "the note")
            guard let text, let citation else { return nil }
            return Sourced(text, citation)
        }
    }

    /// The criteria that the source has no ladder for.
    private func noLadder(_ base: Rules?, _ known: [String]?) -> Sourced<[String]>? {
        guard let node = root.node("no_ladder") else { return base?.noLadder }
        guard let section = Section(node, what: "\"no_ladder\"", keys: ["criteria", "source"], problems),
            let list = section.required("criteria", "List the criteria, such as [A].")
        else { return nil }
        let codes = section.texts("criteria")
        for code in codes {
            guard let known, !known.contains(code) else { continue }
            problems.add(list.line, "Criterion \"\(code)\" of \"no_ladder\" is not known. \(listing(known))")
        }
        return sources.citation(of: section, for: "it").map { Sourced(codes, $0) }
    }

    private func inherit(_ base: (String, String) throws -> Pack?) rethrows -> Pack? {
        guard let node = root.node("extends"),
            let section = Section(node, what: "\"extends\"", keys: ["pack", "version"], problems),
            let id = section.requiredText("pack"), let version = section.requiredText("version")
        else { return nil }
        if id == root.node("pack")?.text, version == root.node("version")?.text {
            problems.add(
                node.line, "This pack extends itself. Name the pack that it builds on, or leave \"extends\" out.")
            return nil
        }
        let found = try base(id, version)
        if found == nil {
            problems.add(
                node.line,
                "Pack \(id) version \(version), which this pack extends, was not found.\(problems.isFull ? "" : known(id))"
            )
        }
        return found
    }

    /// What could have been meant by a pack that was not found, of those that come with the program.
    private func known(_ id: String) -> String {
        guard case .success(let folder) = PackFolder.installedResult else { return "" }
        if let same = folder.files.first(where: { $0.id == id }) {
            return " There is version \(same.version). Write it in quotation marks."
        }
        let near = nearest(to: id, in: folder.files.map(\.id))
        return near.map { " Did you mean \"\($0)\"?" }
            ?? " Name a pack of the list that policy built-in gives, or one beside this file."
    }

    /// PACK@VERSION names a version on the command line, and the parts of the name are folders of files.
    private func checkName(_ id: String) {
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            part.first.map { Self.isLetterOrDigit($0) } == true
                && part.allSatisfy { Self.isLetterOrDigit($0) || $0 == "-" || $0 == "_" }
        }
        guard !isName else { return }
        problems.add(
            root.node("pack")?.line ?? root.line,
            "The pack is called \"\(id)\". Write small letters, digits, - and _, with / between the parts, such as "
                + "nl/leeuwarden/j.")
    }

    private func checkVersion(_ version: String) {
        let isWord = version.allSatisfy {
            Self.isLetterOrDigit($0) || ("A"..."Z").contains($0) || "-_.+".contains($0)
        }
        guard !isWord || version.count > 60 else { return }
        problems.add(
            root.node("version")?.line ?? root.line,
            "The version is \"\(version)\". Write at most 60 letters, digits, dots, -, _ and +, such as 2018-2019.")
    }

    private static func isLetterOrDigit(_ letter: Character) -> Bool {
        ("a"..."z").contains(letter) || ("0"..."9").contains(letter)
    }

    private func merge(_ inherited: [Criterion], _ own: [Criterion]) -> [Criterion] {
        let kept = inherited.map { base in own.first { $0.code == base.code } ?? base }
        return kept + own.filter { one in !inherited.contains { $0.code == one.code } }
    }

    /// The codes of criteria that could not be read are known too, so that one slip is told once.
    private func merge(_ codes: [String], _ own: [String]) -> [String] {
        codes + own.filter { !codes.contains($0) }
    }

    private func readValidity() -> (from: LocalDate?, through: LocalDate?) {
        guard let node = root.required("validity", "Write from and through (a day or unknown) and the source."),
            let section = Section(node, what: "\"validity\"", keys: ["from", "through", "source"], problems)
        else { return (nil, nil) }
        _ = sources.citation(of: section, for: "the days of validity")
        let (from, through) = (day("from", section), day("through", section))
        if let from, let through, through < from {
            problems.add(
                section.node("through")?.line ?? section.line,
                "\"validity\" is from \(from) through \(through): the last day lies before the first. Correct one of them."
            )
        }
        return (from, through)
    }

    private func day(_ key: String, _ section: Section) -> LocalDate? {
        guard let node = section.required(key, "Write a day as YYYY-MM-DD, or unknown."), !node.isUnknown else {
            return nil
        }
        if let day = node.text.flatMap(LocalDate.init) { return day }
        problems.add(
            node.line,
            "\"\(key)\" of \(section.what) is \"\(node.text ?? "not a text")\". Write a day of the calendar as YYYY-MM-DD, "
                + "or unknown.")
        return nil
    }
}

extension PackReader {
    /// The id and version that a pack file names; empty where it names none, which `read` tells as a problem.
    static func name(_ yaml: String) -> (id: String, version: String) {
        let problems = ProblemList(file: "")
        guard yaml.utf8.count <= PackLibrary.maximumBytes, let node = try? PackLibrary.compose(yaml, problems) else {
            return ("", "")
        }
        return (node["pack"]?.text ?? "", node["version"]?.text ?? "")
    }
}
