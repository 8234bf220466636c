import type { EstablishmentView } from "../../../../modules/compliance/core/establishment"
import type { Page } from "../../../_http/wire"

/** Events carry the same view, so it is the core's. */
export { establishmentView } from "../../../../modules/compliance/core/establishment"

export interface EstablishmentListAnswer extends Page {
  establishments: EstablishmentView[]
}

export interface EstablishmentAnswer {
  establishment: EstablishmentView
}
