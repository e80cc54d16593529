import Records
import Testing

@testable import Registry

/// Made files in the forms of the Washington State Liquor and Cannabis Board, with each of its quirks once. Names, numbers and
/// places are invented.
enum HistorySample {
    static let applicants = """
        source_list,Tradename,License #,UBI,Street Address,Suite/Rm,City,State,County,ZipCode,PrivDesc,PrivilegeStatus,Date,ManuallyCleaned,Source
        MarijuanaApplicants,GREEN ONE      ,900001,6.03E+15,1 MAIN ST STE A   ,STE A  ,SAMPLE CITY  ,WA,SAMPLE,989440000,MARIJUANA RETAILER     ,ACTIVE (ISSUED),20191217,0,0
        MarijuanaApplicants_2017,GREEN ONE      ,900001,6.03E+15,1 MAIN ST STE A   ,STE A  ,SAMPLE CITY  ,WA,SAMPLE,989440000,MARIJUANA RETAILER     ,CLOSED (PERMANENT),20170101,0,0
        MarijuanaApplicants,BLUE TWO      ,90002,6.03E+15,2 MAIN ST    ,,SAMPLE CITY  ,WA,SAMPLE,989440000,MARIJUANA PRODUCER TIER 2     ,PENDING (ISSUED),,0,0
        MarijuanaApplicants,RED THREE      ,900003,6.03E+15,2 MAIN ST    ,,SAMPLE CITY  ,WA,SAMPLE,989440000,MARIJUANA PROCESSOR     ,ACTIVE (ISSUED),20190101,0,0
        MarijuanaApplicants,GREY FOUR      ,900004,6.03E+15,RETAIL TITLE CERTIFICATE    ,,SAMPLE CITY  ,WA,SAMPLE,989440000,MARIJUANA RETAILER     ,ACTIVE (ISSUED),20190101,0,0
        MarijuanaApplicants,BROWN FIVE      ,900005,6.03E+15,5 MAIN ST    ,,SAMPLE CITY  ,WA,SAMPLE,989440000,MARIJUANA RETAILER     ,PENDING (NOT ISSUED),20190101,0,0

        """

    private static let penaltyHead =
        "sheet_year,sheet_row,offense_at,trade_name,violation,city,ubi,license_number,region,case_number,penalty_type,"
        + "wac_rcw_code,penalty_amount,paid_or_effective_date\n"

    static let penalties =
        penaltyHead + """
            2017,2,2017-03-01 11:00:00,GREEN ONE,(MJ) Sale or service to minor,X,1,900001,Marijuana,A1,Fine,314.55.079,2500,2017-06-01 00:00:00
            2017,3,2017-03-01 11:00:00,GREEN ONE,(MJ) Allowing a minor to frequent a restricted area.,X,1,900001,Marijuana,A1,Fine,69.50.357,1000,2107-06-01 00:00:00
            2017,4,2018-03-01 10:00:00,GREEN ONE,(MJ) Sale or service to minor,X,1,900001,Marijuana,A2,suspension,314.55.079,10 days ,2018-02-01 00:00:00
            2018,5,2020-02-28 00:00:00,GREEN ONE,(MJ) Sale or service to minor,X,1,900001,Marijuana,A3,Fine,,30  days,2020-06-01 00:00:00
            2018,6,2018-05-01 09:00:00,BLUE TWO,(MJ) Tier 2: True party of interest violation.,X,1,090002,Marijuana,B1,Cancellation of License,314.55.035,75000,2018-08-01 00:00:00
            2018,7,2018-06-01 09:00:00,BLUE TWO,(MJ) True party of interest violation.,X,1,090002,Marijuana,B2,Fine,314.55.035,dismissed,
            2018,8,2018-07-01 09:00:00,BLUE TWO,(MJ) True party of interest violation.,X,1,090002,Marijuana,B3,Fine,314.55.035,,
            2018,9,2018-08-01 09:00:00,BLUE TWO,(MJ) Records: Improper recordkeeping.,X,1,090002,Marijuana,B4,Fine,314.55.087,5,2018-09-01 00:00:00
            2018,10,2018-09-01 09:00:00,LAB,Violation,X,,CERTIFIED LAB #20,Marijuana,L1,Cancellation of License,,Cancellation of License,2018-10-01 00:00:00
            2020,11,2020-03-19 09:00:00,GREEN ONE,(MJ) General advertising violations.,X,1,900001,Marijuana,A4,Fine,,1250,2020-05-01 00:00:00
            2020,12,2020-11-09 09:00:00,GREEN ONE,"(MJ) Licensee, employee, or both failing to display identification badge.",X,1,900001,Marijuana,A5,Fine,,1250,2020-12-01 00:00:00

            """

    static let violations = """
        \u{FEFF}License Number,Visit Date,Penalty Type,Case #,WAC Code,Violation Type,City Name,County Name
        900001,03/01/2017 12:00:00 AM,AVN,A1,314.55.079,(MJ) Sale or service to minor,UNINCORP. AREAS,SAMPLE
        900001,02/01/2016 12:00:00 AM,Written Warning,W1,314-55-079,(MJ) Sale or service to minor,UNINCORPORATED AREAS,SAMPLE
        900001,02/01/2016 12:00:00 AM,Written Warning,W1,314-55-079,(MJ) Sale or service to minor,UNINCORP. AREAS,SAMPLE
        900001,01/15/2017 12:00:00 AM,AVN,V1,314.55.079,(MJ) Sale or service to minor,SAMPLE CITY,SAMPLE
        CERTIFIED LAB 14,01/15/2017 12:00:00 AM,AVN,V2,314.55.101,Violation,SAMPLE CITY,SAMPLE

        """

    static let visits = """
        \u{FEFF}License Number,Date,"Activity"" ",City Name,County Name
        900001,06/08/2017 12:00:00 AM,Marijuana Premises Check,SAMPLE CITY,SAMPLE
        900001,06/08/2017 12:00:00 AM,Marijuana Premises Check,SAMPLE CITY,SAMPLE
        ,11/21/2015 12:00:00 AM,Marijuana Premises Check,,
        unlicensed,11/21/2015 12:00:00 AM,Marijuana Premises Check,,

        """
}

extension Town {
    /// Imports a file of Washington's form.
    func importing(_ file: String, _ name: String, apply: Bool = true, acceptRejects: Bool = false) async throws
        -> JSONValue
    {
        try await importing(Array(file.utf8), name, apply: apply, acceptRejects: acceptRejects)
    }

    func importing(_ file: [UInt8], _ name: String, apply: Bool = true, acceptRejects: Bool = false) async throws
        -> JSONValue
    {
        let order = HistoryImport(
            profile: .washingtonLCB, file: name, apply: apply, acceptRejects: acceptRejects)
        return try await registry.importHistory(file, order, Call(by: officer)).json
    }

    /// Everything of the sample.
    func importSample() async throws {
        _ = try await importing(HistorySample.applicants, "applicants.csv")
        _ = try await importing(HistorySample.penalties, "penalties.csv")
        _ = try await importing(HistorySample.violations, "violations.csv")
        _ = try await importing(HistorySample.visits, "visits.csv")
    }
}

extension JSONValue {
    /// The rows per remark of a report.
    var remarkCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for remark in self["remarks"]?.items ?? [] {
            counts[remark["code"]?.text ?? ""] = remark["rows"]?.wholeNumber
        }
        return counts
    }

    /// `read new known rejected withoutOutlet outlets vanished`.
    var counts: [Int] {
        ["read", "new", "known", "rejected", "withoutOutlet", "outlets", "vanished"].map {
            self[$0]?.wholeNumber ?? -1
        }
    }
}
