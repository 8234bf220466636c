/** What `/admin/webhooks/…` takes and answers: the API's own types, as JSON carries them. Nothing is copied here. */
import type { AttemptView, DeliveryDetailView, DeliveryView } from "../../api/admin/webhooks/deliveries/serializers"
import type { EventTypeView } from "../../api/admin/webhooks/event-types/serializers"
import type { EventView } from "../../api/admin/webhooks/events/serializers"
import type { InboundSummary, InboundView } from "../../api/admin/webhooks/inbound-messages/serializers"
import type { PresetView } from "../../api/admin/webhooks/presets/serializers"
import type { RetryPolicyView } from "../../api/admin/webhooks/retry-policies/serializers"
import type { SourceView } from "../../api/admin/webhooks/sources/serializers"
import type { PreviewAnswer, SubscriptionView } from "../../api/admin/webhooks/subscriptions/serializers"
import type { TransportView } from "../../api/admin/webhooks/transports/serializers"
import type { OverTheWire } from "../../api/_http/wire"

export type { DeliveryAnswer, DeliveryListAnswer } from "../../api/admin/webhooks/deliveries/serializers"
export type { EventTypeListAnswer } from "../../api/admin/webhooks/event-types/serializers"
export type { EventAnswer } from "../../api/admin/webhooks/events/serializers"
export type { FormatListAnswer } from "../../api/admin/webhooks/formats/serializers"
export type { InboundAnswer, InboundListAnswer } from "../../api/admin/webhooks/inbound-messages/serializers"
export type { ProfileListAnswer } from "../../api/admin/webhooks/profiles/serializers"
export type { PresetListAnswer } from "../../api/admin/webhooks/presets/serializers"
export type { RetryPolicyListAnswer } from "../../api/admin/webhooks/retry-policies/serializers"
export type { RetrySettingsQuery } from "../../api/admin/webhooks/retry-policies/validators"
export type { SignatureSchemeListAnswer } from "../../api/admin/webhooks/signature-schemes/serializers"
export type { SourceAnswer, SourceListAnswer, SourceSecretAnswer } from "../../api/admin/webhooks/sources/serializers"
export type { CreateSourceBody, UpdateSourceBody } from "../../api/admin/webhooks/sources/validators"
export type {
  PreviewAnswer,
  SubscriptionAnswer,
  SubscriptionListAnswer,
  SubscriptionSecretAnswer,
} from "../../api/admin/webhooks/subscriptions/serializers"
export type {
  CreateSubscriptionBody,
  PreviewBody,
  TestSubscriptionBody,
} from "../../api/admin/webhooks/subscriptions/validators"
export type { TransportListAnswer } from "../../api/admin/webhooks/transports/serializers"
export type { RotateSecretBody } from "../../api/_http/validators"
export type { RefusalAnswer } from "../../api/_http/issues"
export type { Deleted, OverTheWire } from "../../api/_http/wire"

/** As much of an event type as lists and forms show. */
export type EventType = Pick<OverTheWire<EventTypeView>, "name" | "domain" | "description" | "versions">
export type Preset = OverTheWire<PresetView>
export type RetryPolicy = OverTheWire<RetryPolicyView>
export type Transport = OverTheWire<TransportView>

export type Subscription = OverTheWire<SubscriptionView>
export type Header = Subscription["headers"][number]
export type Preview = OverTheWire<PreviewAnswer>["previews"][number]

export type Delivery = OverTheWire<DeliveryView>
export type DeliveryDetail = OverTheWire<DeliveryDetailView>
export type Attempt = OverTheWire<AttemptView>
export type WebhookEvent = OverTheWire<EventView>

export type Source = OverTheWire<SourceView>
export type InboundMessage = OverTheWire<InboundSummary>
export type InboundMessageDetail = OverTheWire<InboundView>
