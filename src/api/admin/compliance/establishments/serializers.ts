import type { ChangeView } from "../../../../modules/compliance/core/change-view"
import type { EstablishmentView } from "../../../../modules/compliance/core/establishment-view"
import type { Page } from "../../../_http/wire"

/** Events carry the same view, so it is the core's. */
export { establishmentView } from "../../../../modules/compliance/core/establishment-view"
export { changeView } from "../../../../modules/compliance/core/change-view"

export interface EstablishmentListAnswer extends Page {
  establishments: EstablishmentView[]
}

export interface EstablishmentAnswer {
  establishment: EstablishmentView
}

export interface HistoryAnswer extends Page {
  history: ChangeView[]
}
