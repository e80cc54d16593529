import ArgumentParser

/// Looks at the fields and columns that were asked for before anything is sent: after a change it would be too late.
enum ChosenFields {
    /// - Throws: `Failure` for a name that the records of this command don't have.
    static func check(_ command: any ParsableCommand) throws(Failure) {
        guard case .records(let subject)? = (type(of: command) as? any ExplainedCommand.Type)?.manual.output,
            let output = output(of: command)
        else { return }
        if let fields = output.fields { try subject.checkFields(fields) }
        // Which columns figures have depends on the indicator.
        guard subject.one != FiguresTable.described.one else { return }
        _ = try subject.chosen(OutputOptions.names(output.columns), machine: true)
    }

    private static func output(of command: any ParsableCommand) -> OutputOptions? {
        Mirror(reflecting: command).children.lazy.compactMap { $0.value as? OptionGroup<OutputOptions> }.first?
            .wrappedValue
    }
}
