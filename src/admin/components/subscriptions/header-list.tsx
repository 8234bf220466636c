import { Plus, XMarkMini } from "@medusajs/icons"
import { Button, IconButton, Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Header } from "../../lib/types"

interface HeaderListProps {
  headers: readonly Header[]
  onChange: (headers: Header[]) => void
}

/** Headers sent with every request. A stored value shows as ***; left as it is, it stays. */
export function HeaderList({ headers, onChange }: HeaderListProps) {
  const { t } = useTranslation("webhooks")
  const edit = (index: number, changes: Partial<Header>) =>
    onChange(headers.map((header, at) => (at === index ? { ...header, ...changes } : header)))

  return (
    <div className="flex flex-col gap-y-2">
      {headers.map((header, index) => (
        <div key={index} className="grid grid-cols-[1fr_1fr_28px] items-center gap-x-2">
          <Input
            size="small"
            aria-label={t("form.headerName")}
            placeholder={t("form.headerName")}
            value={header.name}
            onChange={(e) => edit(index, { name: e.target.value })}
          />
          <Input
            size="small"
            aria-label={t("form.headerValue")}
            placeholder={t("form.headerValue")}
            value={header.value}
            onChange={(e) => edit(index, { value: e.target.value })}
          />
          <IconButton
            size="small"
            variant="transparent"
            type="button"
            aria-label={t("form.removeHeader")}
            onClick={() => onChange(headers.filter((_, at) => at !== index))}
          >
            <XMarkMini />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="small"
          variant="secondary"
          type="button"
          onClick={() => onChange([...headers, { name: "", value: "" }])}
        >
          <Plus />
          {t("form.addHeader")}
        </Button>
      </div>
    </div>
  )
}
